/** The tags in components of Svelte 5. */
import type { HTMLAttributes } from 'svelte/elements';
import type { MfaElements } from './generated/elements.ts';
import type { Both, ElementOf, Listeners, MfaTag } from './props.ts';

type Own<Tag extends MfaTag> = Both<Tag> & Listeners;
type Tags = { [Tag in keyof MfaElements]: Own<Tag> & Omit<HTMLAttributes<ElementOf<Tag>>, keyof Own<Tag>> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Tags {}
}
