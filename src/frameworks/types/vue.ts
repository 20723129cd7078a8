/** The tags in templates of Vue 3. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { MfaEvent, MfaEventName } from '../../elements/events.ts';
import type { MfaElements } from './generated/elements.ts';
import type { Both, ElementOf, MfaTag } from './props.ts';

type Pascal<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Pascal<Tail>}`
  : Capitalize<Name>;
/** What `@mfa-complete` is to the compiler: `onMfaComplete`. */
type Listeners = { [Name in MfaEventName as `on${Pascal<Name>}`]?: ((event: MfaEvent<Name>) => void) | undefined };
type Own<Tag extends MfaTag> = Both<Tag> & Listeners;
type Tags = {
  [Tag in keyof MfaElements]: new () => ElementOf<Tag> & {
    $props: Own<Tag> & Omit<HTMLAttributes, keyof Own<Tag>> & PublicProps;
  };
};

declare module 'vue' {
  interface GlobalComponents extends Tags {}
}
