import type { MfaEvent, MfaEventName } from '../../elements/events.ts';
import type { MfaElements } from './generated/elements.ts';

export type MfaTag = keyof MfaElements;
export type ElementOf<Tag extends MfaTag> = MfaElements[Tag]['element'];
/** As in markup: `sign-in`. */
export type Attributes<Tag extends MfaTag> = MfaElements[Tag]['attributes'];
/** As in script: `signIn`, `headers`. */
export type Properties<Tag extends MfaTag> = Partial<
  Pick<ElementOf<Tag>, Extract<MfaElements[Tag]['properties'], keyof ElementOf<Tag>>>
>;
/** For a framework that sets a property where there is one, and an attribute otherwise. */
export type Both<Tag extends MfaTag> = Properties<Tag> & Omit<Attributes<Tag>, keyof Properties<Tag>>;
/** `onmfa-complete`: for frameworks that listen to what stands after `on`, as it is written. */
export type Listeners = { [Name in MfaEventName as `on${Name}`]?: ((event: MfaEvent<Name>) => void) | undefined };
