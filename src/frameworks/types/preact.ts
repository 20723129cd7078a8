/** The tags in JSX with Preact. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { MfaElements } from './generated/elements.ts';
import type { Both, ElementOf, Listeners, MfaTag } from './props.ts';

type Own<Tag extends MfaTag> = Both<Tag> & Listeners;
type Html<Tag extends MfaTag> = HTMLAttributes<ElementOf<Tag>> & ClassAttributes<ElementOf<Tag>>;
type Tags = { [Tag in keyof MfaElements]: Own<Tag> & Omit<Html<Tag>, keyof Own<Tag>> };

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
