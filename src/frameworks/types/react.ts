/** The tags in JSX with React 19, which sets properties and listens to events, and with React 18, which does neither. */
import type * as React from 'react';
import type { MfaElements } from './generated/elements.ts';
import type { Attributes, Both, ElementOf, Listeners, MfaTag } from './props.ts';

/** `use` came with React 19. */
type Own<Tag extends MfaTag> = 'use' extends keyof typeof React ? Both<Tag> & Listeners : Attributes<Tag>;
type Html<Tag extends MfaTag> = React.DetailedHTMLProps<React.HTMLAttributes<ElementOf<Tag>>, ElementOf<Tag>>;
type Tags = { [Tag in keyof MfaElements]: Own<Tag> & Omit<Html<Tag>, keyof Own<Tag>> };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
