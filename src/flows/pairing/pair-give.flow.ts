import type { Account } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg } from '../../localization/msg.ts';
import { loadingScreen } from '../common/screens.ts';
import type { OfAccount } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { beginPairProof, isProvable, provingPair, type PairProofEvent, type PairProofState } from './proof.ts';
import { askPairCode, openHere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import { openTheVault, openingVault } from '../own-app/vault-access.ts';
import type { VaultAccessEvent, VaultAccessState } from '../own-app/vault-access-state.ts';
import { pickFrom, pickingAccount, type VaultPickEvent, type VaultPickState } from '../own-app/vault-pick.ts';

/**
 * Hands one account of the app in this browser to another browser, on a computer or on a phone: this end types the
 * code of the other one, or shows one to a phone.
 *
 * Leaves the account on both. Whoever has shown the code tells the service of the new device. Left half way, nothing has
 * moved.
 */
interface Kept {
  entry: Entry;
  isOpener: boolean;
}

type State =
  | VaultAccessState<null>
  | VaultPickState<null>
  | { at: 'how'; entry: Entry }
  | { at: 'signingIn'; kept: Kept }
  | PairingStates<Kept>
  | { at: 'asking'; kept: Kept }
  | { at: 'compare'; kept: Kept }
  | PairProofState<Kept>
  | { at: 'given' };

type Event =
  | VaultAccessEvent
  | VaultPickEvent
  | { type: 'choseToType' }
  | { type: 'choseToShow' }
  | { type: 'loaded'; answer: Account }
  | { type: 'sawSame' }
  | { type: 'wentOn' }
  | PairingEvent
  | PairProofEvent;

type Next = Transition<State, Event>;

const { define, embed, go } = hostOf<State, Event, never, OfAccount>();

const leave = (): Next => go({ at: 'given' }, { effect: 'hand-over', flow: 'choose' });
const account = { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' } as const;
const open = (kept: Kept): Next => openHere(kept, { role: 'giver', entry: kept.entry });

/** Only the person's own device gets it, so both ends have to be signed in: a code may come from a stranger. */
const signIn = (kept: Kept): Next => go({ at: 'signingIn', kept }, account);

export const pairGiveFlow = define({
  id: 'pair-give',
  start: ({ mode }) => (mode === 'guide' ? leave() : openTheVault(null)),
  states: {
    ...embed(openingVault<null>(), {
      opened: ({ kept, vault }, context) => pickFrom(vault, kept, context, (entry): State => ({ at: 'how', entry })),
      left: leave,
    }),
    ...embed(pickingAccount<null>(), { picked: ({ entry }) => ({ at: 'how', entry }), left: leave }),
    how: {
      screen: () => ({
        kind: 'choose',
        heading: msg('Which device is to get the account?'),
        body: [msg('It has to be in front of you, and yours.')],
        choices: [
          {
            label: msg('A browser on a computer'),
            note: msg('It shows a code, which you type here'),
            event: { type: 'choseToType' },
          },
          {
            label: msg('The browser of a phone'),
            note: msg('Its camera scans a QR code from this screen'),
            event: { type: 'choseToShow' },
          },
        ],
        back: { type: 'wentBack' },
      }),
      on: {
        choseToType: ({ entry }) => signIn({ entry, isOpener: false }),
        choseToShow: ({ entry }) => open({ entry, isOpener: true }),
        wentBack: leave,
      },
    },
    signingIn: {
      screen: loadingScreen,
      on: {
        loaded: ({ kept }) =>
          kept.isOpener ? open(kept) : askPairCode(kept, { role: 'giver', entry: kept.entry, onlyMine: true }),
      },
    },
    ...embed(
      pairingDevices<Kept>(() => ({
        heading: msg('Scan this with the phone'),
        body: [msg('Its ordinary camera opens this page on the phone, which then keeps the account.')],
        order: 'qr-first',
      })),
      {
        done: ({ kept }) => (kept.isOpener ? go({ at: 'asking', kept }, account) : { at: 'given' }),
        left: leave,
        signIn: ({ kept }) => signIn(kept),
      },
    ),
    asking: {
      screen: loadingScreen,
      on: {
        loaded: ({ kept }, { answer }, context) =>
          isProvable(answer, kept.entry, context) ? { at: 'compare', kept } : { at: 'given' },
      },
    },
    compare: {
      screen: ({ kept: { entry } }) => ({
        kind: 'compare-code',
        heading: msg('Does the phone show this code now?'),
        body: [msg('Then the service learns of the phone, and lists it among your devices.')],
        key: entry.key,
        label: [entry.issuer, entry.account].filter(Boolean).join(' · '),
        primary: { label: msg('Yes, both show the same'), event: { type: 'sawSame' } },
        others: [{ label: msg('Leave it at that'), event: { type: 'wentOn' } }],
      }),
      on: {
        sawSame: ({ kept }) => beginPairProof<Kept>({ kept, entry: kept.entry, device: { kind: 'smartphone' } }),
        wentOn: () => ({ at: 'given' }),
      },
    },
    ...embed(
      provingPair<Kept>(() => msg('Browser on the phone')),
      {
        proven: ({ device: { id } }) => go({ at: 'given' }, { effect: 'complete', deviceId: id }),
        without: () => ({ at: 'given' }),
      },
    ),
    given: {
      screen: () => ({
        kind: 'done',
        heading: msg('The account is on the other device, too'),
        body: [
          msg('Both show the same codes from now on.'),
          msg('If you give this one up, remove the account here, and take it off the list of your devices.'),
        ],
        primary: { label: msg('Show the codes'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }) },
    },
  },
});
