import type { Account, Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { toldApart } from '../common/device-name.ts';
import { loadingScreen } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Transition } from '../machine/machine.ts';
import { openTheVault, openingVault } from '../own-app/vault-access.ts';
import type { VaultAccessEvent, VaultAccessState } from '../own-app/vault-access-state.ts';
import { pickFrom, pickingAccount, type VaultPickEvent, type VaultPickState } from '../own-app/vault-pick.ts';
import { askPairCode, openHere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import { beginPairProof, isProvable, provingPair, type PairProofEvent, type PairProofState } from './proof.ts';

/**
 * Hands one account of the app in this browser to another browser, on a computer or on a phone: this end types the
 * code of the other one, or shows one to a phone.
 *
 * Leaves the account on both. Whoever has shown the code tells the service of the new device, which has said by a sealed
 * message that it keeps the account. Left half way, nothing has moved.
 */
interface Kept {
  account: Account;
  entry: Entry;
}

type State =
  | VaultAccessState<null>
  | VaultPickState<null>
  | { at: 'signingIn'; entry: Entry }
  | PairingStates<Kept>
  | PairProofState<Kept>
  /** `device`: the phone, where the service has learnt of it. */
  | { at: 'given'; device?: Device; mayRename?: true };

type Event =
  | VaultAccessEvent
  | VaultPickEvent
  | { type: 'loaded'; answer: Account }
  | { type: 'wentOn' }
  | { type: 'wantedName' }
  | PairingEvent
  | PairProofEvent;

type Next = Transition<State, Event>;

type Input = InputOf<'pair-give'>;

const { define, embed, go } = hostOf<State, Event, never, Input>();

const leave = (): Next => go({ at: 'given' }, { effect: 'hand-over', flow: 'choose' });

/** Only the person's own device gets it, so both ends have to be signed in: a code may come from a stranger. */
const signIn = (entry: Entry): Next =>
  go({ at: 'signingIn', entry }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

export const pairGiveFlow = define({
  id: 'pair-give',
  start: ({ mode }) => (mode === 'guide' ? leave() : openTheVault(null)),
  states: {
    ...embed(openingVault<null>(), {
      opened: ({ kept, vault }, context) => pickFrom(vault, kept, context, signIn),
      left: leave,
    }),
    ...embed(pickingAccount<null>(), { picked: ({ entry }) => signIn(entry), left: leave }),
    signingIn: {
      screen: loadingScreen,
      on: {
        loaded: ({ entry }, { answer: account }, { input: { to } }) =>
          to === 'smartphone'
            ? openHere<Kept>({ account, entry }, { role: 'giver', entry })
            : askPairCode<Kept>({ account, entry }, { role: 'giver', entry, onlyMine: true }),
      },
    },
    ...embed(
      pairingDevices<Kept>(
        () => ({
          heading: msg('Scan this with the phone'),
          body: [msg('Its ordinary camera opens this page on the phone, which then keeps the account.')],
        }),
        true,
      ),
      {
        done: ({ kept, isOpener }, context) =>
          isOpener && isProvable(kept.account, kept.entry, context)
            ? beginPairProof<Kept>({ kept, entry: kept.entry, device: { kind: 'smartphone' } })
            : { at: 'given' },
        left: leave,
        signIn: ({ kept: { entry } }) => signIn(entry),
      },
    ),
    ...embed(
      provingPair<Kept>(({ account: { devices } }) => toldApart(msg('Browser on the phone'), devices)),
      {
        proven: ({ kept: { account }, device }) =>
          go(offers(account, 'renameDevice') ? { at: 'given', device, mayRename: true } : { at: 'given', device }, {
            effect: 'complete',
            deviceId: device.id,
          }),
        without: () => ({ at: 'given' }),
      },
    ),
    given: {
      screen: ({ device, mayRename }) => ({
        kind: 'done',
        heading: msg('The account is on the other device, too'),
        body: [
          device ? msg(str`The service lists it as “${device.name}”.`) : msg('Both show the same codes from now on.'),
          msg('If you give this one up, remove the account here, and take it off the list of your devices.'),
        ],
        primary: { label: msg('Show the codes'), event: { type: 'wentOn' } },
        ...(mayRename && {
          others: [{ label: msg('Give it another name'), event: { type: 'wantedName' } as const }],
        }),
      }),
      on: {
        wentOn: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }),
        wantedName: (state) =>
          go(state, { effect: 'hand-over', flow: 'devices', input: { deviceId: state.device!.id, renames: true } }),
      },
    },
  },
});
