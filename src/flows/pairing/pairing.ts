import { msg } from '../../localization/msg.ts';
import type { EndReason, Pairing, PairingPart } from '../../ports/pairing.ts';
import { Secret } from '../../core/secret.ts';
import { contactLinks } from '../common/screens.ts';
import type { KeySource } from '../machine/effects.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { PairingChanged, Transition } from '../machine/machine.ts';
import { codeAlert, endWords, givingWords, offlineAlert, spacedDigits } from './words.ts';
import type { Action, Screen } from '../machine/screen.ts';

/**
 * Fragment: pairs with another device. This end shows the code or takes it, both show the same digits, and the account
 * moves.
 *
 * Left half way, nothing has moved; whatever leads away stops the pairing and tells the other end.
 *
 * Both ends are asked whether the digits are the same. At the giver that protects the account from whoever sits in
 * between or has talked the person into it. At the taker it protects this browser from an account that somebody else
 * slips in: its machine takes nothing before its person has compared (docs/en/pairing.md, Attacks).
 *
 * Over 300 lines: one table, from the code of one end to the account at the other, which all four ends share.
 */
export interface Pair<Kept> {
  kept: Kept;
  part: PairingPart;
  isOpener: boolean;
  /** How many codes ended before anybody came. */
  renewed: number;
  /** Other codes that were in view: whichever of them invites counts. */
  untried?: readonly Secret[];
}

interface Running<Kept> {
  pair: Pair<Kept>;
  isOffline: boolean;
}

export type PairingStates<Kept> =
  | { at: 'pairCode'; pair: Pair<Kept>; wrong?: (Pairing & { at: 'no-code' })['why'] }
  | { at: 'pairScan'; pair: Pair<Kept> }
  | ({ at: 'pairStarting' } & Running<Kept>)
  | ({ at: 'pairShown' } & Running<Kept> & Pick<Pairing & { at: 'waiting' }, 'code' | 'address' | 'untilMs'>)
  | ({ at: 'pairDigits'; digits: string; openedBy?: string; untilMs: number } & Running<Kept>)
  | ({ at: 'pairConfirmed'; digits: string; untilMs: number } & Running<Kept>)
  | ({ at: 'pairMoving' } & Running<Kept>)
  | { at: 'pairEnded'; pair: Pair<Kept>; why: EndReason };

export type PairingEvent =
  | { type: 'submittedPairCode'; value: string }
  | { type: 'wantedToScan' }
  | { type: 'wantedToType' }
  | { type: 'wantedToShow' }
  | { type: 'picked'; sources: readonly KeySource[] }
  | { type: 'sawSameDigits' }
  | { type: 'sawOtherDigits' }
  | { type: 'stoppedPairing' }
  | { type: 'pairedAgain' }
  | { type: 'leftPairing' }
  | PairingChanged;

/**
 * `done`: `got` is what a taker has now; null for a giver. `left`: for another way than this. `signIn`: the service wants
 * to know who opens.
 */
export type PairingExit<Kept> =
  | { exit: 'done'; kept: Kept; isOpener: boolean; got: (Pairing & { at: 'done' })['kept'] }
  | { exit: 'left'; kept: Kept }
  | { exit: 'signIn'; kept: Kept };

/** What to do with what is shown here. `isTyped`: the other device has a field for the code, so it stands beside the QR code. */
export type ShownWords<Kept> = (kept: Kept) => { heading: string; body: string[]; isTyped?: true };

type Next<Kept> = Transition<PairingStates<Kept> | PairingExit<Kept>, PairingEvent>;

/** A code lives two minutes, and what has to be done on the other device first may take longer. Then nobody is there. */
const mostRenewals = 2;

/** This end shows the code. */
export const openHere = <Kept>(kept: Kept, part: PairingPart, renewed = 0) =>
  hostOf<PairingStates<Kept>, PairingEvent>().go(
    { at: 'pairStarting', pair: { kept, part, isOpener: true, renewed }, isOffline: false },
    { effect: 'pair', do: 'open', part },
  );

const join = <Kept>(pair: Pair<Kept>, text: Secret) =>
  hostOf<PairingStates<Kept>, PairingEvent>().go(
    { at: 'pairStarting', pair, isOffline: false },
    { effect: 'pair', do: 'join', text, part: pair.part },
  );

const joinAny = <Kept>(pair: Pair<Kept>, [text, ...untried]: readonly Secret[]): Next<Kept> =>
  text ? join({ ...pair, untried }, text) : { at: 'pairCode', pair, wrong: 'other' };

/** This end goes where it was invited to. */
export const joinThere = <Kept>(kept: Kept, part: PairingPart, text: Secret) =>
  join({ kept, part, isOpener: false, renewed: 0 }, text);

/** This end types or scans the code that the other one shows. */
export const askPairCode = <Kept>(kept: Kept, part: PairingPart): PairingStates<Kept> => ({
  at: 'pairCode',
  pair: { kept, part, isOpener: false, renewed: 0 },
});

/** The steps that a person sees on both devices. */
export const pairSteps = (): string[] => [msg('Connect'), msg('Compare')];

const stopping = { effect: 'pair', do: 'stop' } as const;
const stopAction = (): Action<PairingEvent> => ({ label: msg('Stop'), event: { type: 'stoppedPairing' } });

/** `mayShow`: whoever is asked for a code may show a QR code in its place. */
export function pairingDevices<Kept>(
  shown: ShownWords<Kept>,
  mayShow = false,
): Fragment<PairingStates<Kept>, PairingEvent, PairingExit<Kept>> {
  const { go } = hostOf<PairingStates<Kept>, PairingEvent, PairingExit<Kept>>();
  const leave = ({ pair: { kept } }: { pair: Pair<Kept> }) => ({ exit: 'left', kept }) as const;

  function follow(state: PairingStates<Kept>, { pairing }: PairingChanged): Next<Kept> {
    const { at, pair } = state;
    // Whatever comes, an account moves only once the person here has said that the digits are the same.
    const isSure = at === 'pairConfirmed' || at === 'pairMoving';
    switch (pairing.at) {
      case 'starting':
        // A pairing never goes back behind its digits.
        return at === 'pairStarting' || at === 'pairShown'
          ? { at: 'pairStarting', pair, isOffline: pairing.isOffline }
          : state;
      case 'waiting': {
        const { code, address, untilMs, isOffline } = pairing;
        return { at: 'pairShown', pair, code, address, untilMs, isOffline };
      }
      case 'comparing':
        return { ...pairing, at: 'pairDigits', pair };
      case 'confirmed':
        return isSure ? { ...pairing, at: 'pairConfirmed', pair } : state;
      case 'moving':
        return isSure ? { at: 'pairMoving', pair, isOffline: pairing.isOffline } : state;
      case 'done':
        if (!isSure) return state;
        return { exit: 'done', kept: pair.kept, isOpener: pair.isOpener, got: pairing.kept };
      case 'ended':
        return at === 'pairShown' && pairing.why === 'expired' && pair.renewed < mostRenewals
          ? openHere(pair.kept, pair.part, pair.renewed + 1)
          : { at: 'pairEnded', pair, why: pairing.why };
      case 'no-code':
        // That is said of what was typed or scanned, before anything else.
        if (at !== 'pairStarting') return state;
        if (pair.untried?.length && pairing.why === 'other') return joinAny(pair, pair.untried);
        return { at: 'pairCode', pair: { ...pair, isOpener: false }, wrong: pairing.why };
    }
  }

  const stopped = ({ pair }: { pair: Pair<Kept> }) => go({ at: 'pairEnded', pair, why: 'stopped' }, stopping);
  const running = { pairingChanged: follow, stoppedPairing: stopped };
  const offline = (isOffline: boolean) => (isOffline ? { alert: offlineAlert() } : {});

  return {
    states: {
      pairCode: {
        screen: ({ wrong }, context) => ({
          kind: 'enter-text',
          heading: msg('Type the pairing code of the other device'),
          progress: { at: 0, steps: pairSteps() },
          ...(wrong && { alert: codeAlert(wrong) }),
          body: [
            msg(
              'The other device has to be in front of you, and yours. On it, open this page and choose to use the app in that browser, too: it shows a pairing code.',
            ),
          ],
          field: {
            label: msg('Pairing code'),
            hint: msg('Eight letters and digits. It does not matter how you write them.'),
            value: '',
            type: 'text',
            autocomplete: 'off',
            maxLength: 64,
          },
          submit: { label: msg('Connect'), type: 'submittedPairCode' },
          others: [
            ...(mayShow
              ? [{ label: msg('Show a QR code to a phone instead'), event: { type: 'wantedToShow' } as const }]
              : []),
            ...(context.can.camera
              ? [{ label: msg('Scan its QR code'), event: { type: 'wantedToScan' } as const }]
              : []),
          ],
          links: contactLinks(context),
          back: { type: 'leftPairing' },
        }),
        on: {
          submittedPairCode: ({ pair }, { value }) => join(pair, new Secret(value)),
          wantedToScan: ({ pair }) => ({ at: 'pairScan', pair }),
          ...(mayShow && {
            wantedToShow: ({ pair: { kept, part } }: { pair: Pair<Kept> }) => openHere(kept, part),
          }),
          leftPairing: leave,
        },
      },
      pairScan: {
        screen: () => ({
          kind: 'scan',
          heading: msg('Scan the QR code of the other device'),
          progress: { at: 0, steps: pairSteps() },
          first: 'camera',
          read: 'picked',
          others: [{ label: msg('Type the pairing code instead'), event: { type: 'wantedToType' } }],
          back: { type: 'wantedToType' },
        }),
        on: {
          picked: ({ pair }, { sources }) =>
            joinAny(
              pair,
              sources.filter((source) => source instanceof Secret),
            ),
          wantedToType: ({ pair }) => ({ at: 'pairCode', pair }),
        },
      },
      pairStarting: {
        screen: ({ isOffline }) => ({
          kind: 'wait',
          heading: msg('Connecting the two devices…'),
          ...offline(isOffline),
          others: [stopAction()],
        }),
        on: running,
      },
      pairShown: {
        screen: ({ pair, code, address, untilMs, isOffline }, context): Screen<PairingEvent> => {
          const { isTyped, ...words } = shown(pair.kept);
          return {
            kind: 'invitation',
            ...words,
            progress: { at: 0, steps: pairSteps() },
            ...(pair.renewed && { alert: { tone: 'news', text: msg('The two minutes are over. Here is a new one.') } }),
            ...offline(isOffline),
            address,
            qr: {
              label: msg('QR code for the other device'),
              ...(isTyped && { instruction: msg('Or scan it with the camera of a phone.') }),
            },
            ...(isTyped && {
              typing: {
                code,
                label: msg('Pairing code for the other device'),
                copy: msg('Copy the pairing code'),
                copied: msg('Copied'),
              },
            }),
            untilMs,
            others: [stopAction()],
            links: contactLinks(context),
          };
        },
        on: running,
      },
      pairDigits: {
        screen: ({ pair: { part }, digits, openedBy, untilMs, isOffline }) => ({
          kind: 'compare-digits',
          heading: msg('Does the other device show the same digits?'),
          progress: { at: 1, steps: pairSteps() },
          ...offline(isOffline),
          body:
            part.role === 'giver'
              ? givingWords(part.entry, openedBy)
              : [msg('Look at the device that has the account. Both must show the same six digits.')],
          digits,
          untilMs,
          primary: { label: msg('They are the same'), event: { type: 'sawSameDigits' } },
          differ: {
            label: part.role === 'giver' ? msg('No, or it is not my device') : msg('They differ'),
            event: { type: 'sawOtherDigits' },
          },
          // Whoever gives may have been talked into it.
          ...(part.role === 'giver' && { first: 'differ' }),
          others: [stopAction()],
        }),
        on: {
          ...running,
          sawSameDigits: ({ pair, digits, untilMs, isOffline }) =>
            go({ at: 'pairConfirmed', pair, digits, untilMs, isOffline }, { effect: 'pair', do: 'confirm' }),
          sawOtherDigits: ({ pair }) => go({ at: 'pairEnded', pair, why: 'differs' }, { effect: 'pair', do: 'deny' }),
        },
      },
      pairConfirmed: {
        unfinished: true,
        screen: ({ digits, isOffline }) => ({
          kind: 'wait',
          heading: msg('Now confirm on the other device'),
          progress: { at: 1, steps: pairSteps() },
          ...offline(isOffline),
          body: [spacedDigits(digits)],
          others: [stopAction()],
        }),
        on: running,
      },
      pairMoving: {
        unfinished: true,
        screen: ({ pair, isOffline }) => ({
          kind: 'wait',
          heading: pair.part.role === 'giver' ? msg('The account is on its way…') : msg('Keeping the account…'),
          ...offline(isOffline),
          others: [stopAction()],
        }),
        on: running,
      },
      pairEnded: {
        screen: ({ pair, why }, context) => {
          const { heading, body } = endWords(why, pair);
          const isSignIn = why === 'unauthenticated';
          const another = { label: msg('Choose another way'), event: { type: 'leftPairing' } } as const;
          if (why === 'not-offered')
            return { kind: 'notice', heading, body, primary: another, links: contactLinks(context) };
          return {
            kind: 'notice',
            heading,
            body,
            primary: { label: isSignIn ? msg('Sign in') : msg('Try again'), event: { type: 'pairedAgain' } },
            others: [another],
            links: contactLinks(context),
          };
        },
        on: {
          pairedAgain: ({ pair, why }) => {
            if (why === 'unauthenticated') return { exit: 'signIn', kept: pair.kept };
            return pair.isOpener ? openHere(pair.kept, pair.part) : { at: 'pairCode', pair };
          },
          leftPairing: leave,
        },
      },
    },
  };
}
