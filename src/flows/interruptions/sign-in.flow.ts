import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { hostOf } from '../machine/host.ts';

/**
 * Asks the person to sign in. Cuts in when a call is refused with `unauthenticated`; afterwards the runner makes
 * that call again.
 *
 * Leaves the page for the institution's own sign-in and comes back to it; whoever signed in beside this page goes on
 * with one press.
 */
type State = { at: 'signedOut' };
type Event = { type: 'signedIn' };

const { define, go } = hostOf<State, Event>();

export const signInFlow = define({
  id: 'sign-in',
  start: () => ({ at: 'signedOut' }),
  states: {
    signedOut: {
      screen: (_, context) => {
        const { profile, locale, signInHref } = context;
        const signedIn = { label: msg('I have signed in'), event: { type: 'signedIn' } as const };
        return {
          kind: 'notice',
          heading: msg('Please sign in'),
          body: [
            msg(
              str`To set up your one-time password, sign in to ${inLanguage(profile.name, locale)} first. You come back to this page.`,
            ),
          ],
          ...(signInHref
            ? { primary: { label: msg('Sign in'), href: signInHref, here: true }, others: [signedIn] }
            : { primary: signedIn, links: contactLinks(context) }),
        };
      },
      on: { signedIn: (state) => go(state, { effect: 'complete' }) },
    },
  },
});
