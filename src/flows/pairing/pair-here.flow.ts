import type { Place } from '../../apps/app.ts';
import type { Account, Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers, working } from '../common/account.ts';
import { browserName } from '../common/browser-name.ts';
import { toldApart } from '../common/device-name.ts';
import { offersPairing } from '../common/offers-pairing.ts';
import { loadingScreen } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition, VaultRefused } from '../machine/machine.ts';
import { openTheVault } from '../own-app/vault-access.ts';
import { openingVaultToKeep, type VaultKeepEvent, type VaultKeepState } from '../own-app/vault-offer.ts';
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
import { openHere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import { beginPairProof, isProvable, provingPair, type PairProofEvent, type PairProofState } from './proof.ts';
import { keptHereWords } from './words.ts';

/**
 * Takes an account into the app in this browser, from another browser (2-6) or by way of a phone (2-5): this end
 * shows a code, the other one types or scans it.
 *
 * For a person with both devices in front of them, signed in here. Leaves the account in this browser and one more device
 * on the list of the service; the other device keeps its copy unless it is replaced. Left half way, nothing has moved.
 */
interface Kept {
  account: Account;
  from: Place;
}
interface Arrived extends Kept {
  entry: Entry;
  id: string;
}

type State =
  | VaultKeepState<null>
  | { at: 'loading' }
  | { at: 'where'; account: Account }
  | PairingStates<Kept>
  | PairProofState<Arrived>
  | { at: 'tying'; kept: Kept; device: Device }
  | OldDeviceState<Replaced>
  /** `mayRename`: it is new, and the service lets people name it. `removed`: what became of the device that was replaced. */
  | { at: 'done'; device: Device | null; mayRename?: true; removed?: Removed };

type Event =
  | VaultKeepEvent
  | { type: 'loaded'; answer: Account }
  | { type: 'choseFrom'; place: Place }
  | { type: 'wentBack' }
  | PairingEvent
  | PairProofEvent
  | { type: 'tied'; answer: object }
  | { type: 'wentToList' }
  | { type: 'wantedName' }
  | OldDeviceEvent
  | VaultRefused;

type Next = Transition<State, Event>;

type Input = InputOf<'pair-here'>;

const { define, embed, go } = hostOf<State, Event, never, Input>();

const leave = (): Next => go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' });
const open = (kept: Kept): Next => openHere(kept, { role: 'taker' });
const load = (): Next => go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

/** A device that is listed and has lost its key gets it back under its own name. */
const deviceOf = ({ devices }: Account, { input: { deviceId }, device: { platform } }: Context<Input>) => ({
  kind: 'browser' as const,
  ...(platform && { platform }),
  ...(deviceId !== undefined && devices.some(({ id }) => id === deviceId) && { deviceId }),
});

function afterProof({ kept, device }: State & { at: 'tying' }, _: unknown, context: Context<Input>): Next {
  const { account, from } = kept;
  // A device that was on the list is back: none is given up for it, and its name stays.
  const isNew = deviceOf(account, context).deviceId === undefined;
  const complete = { effect: 'complete', deviceId: device.id } as const;
  if (!isNew) return go({ at: 'done', device }, complete);
  if (context.input.replaces)
    return go(
      giveUpOld({ base: { policy: rulesOf(account), devices: working(account.devices) }, from }, device),
      complete,
    );
  return go(
    offers(account, 'renameDevice') ? { at: 'done', device, mayRename: true } : { at: 'done', device },
    complete,
  );
}

/** In the order of the hands: what to do on the other device, and then with what this screen shows. */
const shownWords = ({ from }: Kept) =>
  from === 'smartphone'
    ? {
        heading: msg('Scan this with the phone'),
        body: [
          msg(
            'In the app on the phone, have the account exported as a QR code. Take a picture of it (a screenshot), or have it at hand on another screen.',
          ),
          msg(
            'Then point the ordinary camera of the phone at the QR code here. It opens this page there, where you choose the picture.',
          ),
        ],
      }
    : {
        heading: msg('Type this pairing code in the other browser'),
        body: [
          msg(str`Open this page in the other browser, and press “${msg('Show the codes of this browser')}” there.`),
          msg('Beside the account, open “More” there, choose “Add it to another browser” and type the pairing code.'),
        ],
        isTyped: true as const,
      };

export const pairHereFlow = define({
  id: 'pair-here',
  start: ({ mode }) => (mode === 'guide' ? leave() : openTheVault(null)),
  states: {
    ...embed(openingVaultToKeep<null>(), { opened: load, left: leave }),
    loading: {
      screen: loadingScreen,
      on: {
        loaded: (state, { answer: account }, { input: { from } }) => {
          if (!offersPairing(account)) return go(state, { effect: 'hand-over', flow: 'not-offered' });
          return from ? open({ account, from }) : { at: 'where', account };
        },
      },
    },
    where: {
      screen: () => ({
        kind: 'choose',
        heading: msg('Where is the account now?'),
        choices: [
          {
            label: msg('In another browser'),
            note: msg('In the app that is a page like this one'),
            event: { type: 'choseFrom', place: 'browser' },
          },
          {
            label: msg('On a smartphone'),
            note: msg('No camera is needed on this computer'),
            event: { type: 'choseFrom', place: 'smartphone' },
          },
        ],
        back: { type: 'wentBack' },
      }),
      on: {
        choseFrom: ({ account }, { place: from }) => open({ account, from }),
        wentBack: leave,
      },
    },
    ...embed(pairingDevices<Kept>(shownWords), {
      done: ({ kept, got }, context) => {
        const arrived = { ...kept, ...got! };
        if (!isProvable(kept.account, arrived.entry, context)) return { at: 'done', device: null };
        const device = deviceOf(kept.account, context);
        return beginPairProof({ kept: arrived, entry: arrived.entry, device });
      },
      left: leave,
      signIn: load,
    }),
    ...embed(
      provingPair<Arrived>(({ account: { devices } }, context) =>
        toldApart(browserName(msg('Browser'), context), devices),
      ),
      {
        // So that a list can say “this browser”.
        proven: ({ kept: { account, from, id }, device }) =>
          go(
            { at: 'tying', kept: { account, from }, device },
            { effect: 'vault', operation: 'tie', input: { id, deviceId: device.id }, then: 'tied' },
          ),
        without: () => ({ at: 'done', device: null }),
      },
    ),
    tying: {
      screen: loadingScreen,
      on: {
        tied: afterProof,
        // The device works all the same; only the mark “this browser” is missing.
        vaultRefused: afterProof,
      },
    },
    ...embed(
      settlingOldDevice<Replaced>(() => msg('your app')),
      { settled: ({ device, removed }) => ({ at: 'done', device, removed }) },
    ),
    done: {
      screen: ({ device, mayRename, removed }) => ({
        kind: 'done',
        heading: msg('The account is in this browser now'),
        body: [
          ...(device
            ? [msg(str`The service lists it as “${device.name}”.`), msg('Both show the same codes from now on.')]
            : [msg('Both devices show the same codes. If this one does not, remove the account here.')]),
          keptHereWords(),
          ...(removed
            ? removedWords(removed)
            : [
                msg(
                  'If you give the other device up, remove the account there, and take it off the list of your devices.',
                ),
              ]),
        ],
        primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
        ...(mayRename && {
          others: [{ label: msg('Give it another name'), event: { type: 'wantedName' } as const }],
        }),
      }),
      on: {
        wentToList: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }),
        wantedName: (state) =>
          go(state, { effect: 'hand-over', flow: 'devices', input: { deviceId: state.device!.id, renames: true } }),
      },
    },
  },
});
