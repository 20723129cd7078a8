import type { Account, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { KeptEntry } from '../../ports/vault.ts';
import { offers, working } from '../common/account.ts';
import { toldApart } from '../common/device-name.ts';
import { loadingScreen } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition } from '../machine/machine.ts';
import { openTheVault, openingVault } from '../own-app/vault-access.ts';
import type { VaultAccessEvent, VaultAccessState } from '../own-app/vault-access-state.ts';
import { rulesOf } from '../transfer/ends.ts';
import {
  giveUpOld,
  removedWords,
  settlingOldDevice,
  type OldDeviceEvent,
  type OldDeviceState,
  type Removed,
  type Replaced,
} from '../transfer/old-device.ts';
import { pickFrom, pickingAccount, type VaultPickEvent, type VaultPickState } from '../own-app/vault-pick.ts';
import { askPairCode, openHere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import { beginPairProof, isProvable, provingPair, type PairProofEvent, type PairProofState } from './proof.ts';

/**
 * Hands one account of the app in this browser to another browser, on a computer or on a phone: this end types the
 * code of the other one, or shows one to a phone.
 *
 * Leaves the account on both. Whoever has shown the code tells the service of the new device, which has said by a sealed
 * message that it keeps the account. Whoever replaces this browser is then led to give it up. Left half way, nothing has
 * moved.
 */
interface Kept {
  account: Account;
  entry: KeptEntry;
}

type State =
  | VaultAccessState<null>
  | VaultPickState<null>
  | { at: 'signingIn'; entry: KeptEntry }
  | PairingStates<Kept>
  | PairProofState<Kept>
  /** `device`: the phone, where the service has learnt of it. */
  | { at: 'given'; device: Device | null; mayRename?: true; removed?: Removed }
  | OldDeviceState<Replaced>;

type Event =
  | VaultAccessEvent
  | VaultPickEvent
  | { type: 'loaded'; answer: Account }
  | { type: 'wentOn' }
  | { type: 'wantedName' }
  | PairingEvent
  | PairProofEvent
  | OldDeviceEvent;

type Next = Transition<State, Event>;

type Input = InputOf<'pair-give'>;

const { define, embed, go } = hostOf<State, Event, never, Input>();

const leave = (): Next => go({ at: 'given', device: null }, { effect: 'hand-over', flow: 'choose' });

/** This end is signed in: a pairing code may come from a stranger, so it leads to a device of the same person only. */
const signIn = (entry: KeptEntry): Next =>
  go({ at: 'signingIn', entry }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

/** A device that is listed and has lost its key gets it back under its own name. */
const againOf = ({ devices }: Account, { input: { deviceId } }: Context<Input>) =>
  devices.some(({ id }) => id === deviceId) && deviceId ? { deviceId } : {};

/** The end, or for whoever replaces this browser the way to give it up: it is on the list as the device of this account. */
function given({ account, entry }: Kept, device: Device | null, context: Context<Input>): State {
  const isBack = againOf(account, context).deviceId !== undefined;
  if (context.input.replaces && !isBack) {
    const mine = account.devices.filter(({ id }) => id === entry.deviceId);
    const devices = mine.length ? mine : working(account.devices);
    return giveUpOld({ base: { policy: rulesOf(account), devices, issuer: entry.issuer }, from: 'browser' }, device);
  }
  return device && !isBack && offers(account, 'renameDevice')
    ? { at: 'given', device, mayRename: true }
    : { at: 'given', device };
}

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
            ? beginPairProof<Kept>({
                kept,
                entry: kept.entry,
                device: { kind: 'smartphone', ...againOf(kept.account, context) },
              })
            : given(kept, null, context),
        left: leave,
        signIn: ({ kept: { entry } }) => signIn(entry),
      },
    ),
    ...embed(
      provingPair<Kept>(({ account: { devices } }) => toldApart(msg('Browser on the phone'), devices)),
      {
        proven: ({ kept, device }, context) =>
          go(given(kept, device, context), { effect: 'complete', deviceId: device.id }),
        without: ({ kept }, context) => given(kept, null, context),
      },
    ),
    ...embed(
      settlingOldDevice<Replaced>(() => msg('your app')),
      { settled: ({ device, removed }) => ({ at: 'given', device, removed }) },
    ),
    given: {
      screen: ({ device, mayRename, removed }) => ({
        kind: 'done',
        heading: msg('The account is on the other device, too'),
        body: [
          device ? msg(str`The service lists it as “${device.name}”.`) : msg('Both show the same codes from now on.'),
          ...(removed
            ? removedWords(removed)
            : [msg('If you give this one up, remove the account here, and take it off the list of your devices.')]),
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
