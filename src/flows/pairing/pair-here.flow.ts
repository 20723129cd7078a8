import type { Account, Device } from '../../contract/types.ts';
import type { Place } from '../../apps/app.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { rulesOf } from '../transfer/ends.ts';
import { browserName } from '../common/browser-name.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import type { InputOf } from '../machine/flow-inputs.ts';
import { hostOf } from '../machine/host.ts';
import type { Context, Transition, VaultRefused } from '../machine/machine.ts';
import { beginPairProof, isProvable, provingPair, type PairProofEvent, type PairProofState } from './proof.ts';
import { working } from '../common/account.ts';
import { offersPairing } from '../common/offers-pairing.ts';
import {
  giveUpOld,
  settlingOldDevice,
  removedWords,
  type OldDeviceEvent,
  type OldDeviceState,
  type Removed,
  type Replaced,
} from '../transfer/old-device.ts';
import { openHere, pairingDevices, type PairingEvent, type PairingStates } from './pairing.ts';
import type { Screen } from '../machine/screen.ts';
import { openTheVault } from '../own-app/vault-access.ts';
import { openingVaultToKeep, type VaultKeepEvent, type VaultKeepState } from '../own-app/vault-offer.ts';

/**
 * Takes an account into the app in this browser, from another browser (2-6) or by way of a phone (2-5): this end
 * shows a code, the other one types or scans it.
 *
 * For a person with both devices in front of them, signed in here. Leaves the account in this browser and one more device
 * on the list of the service; the other device keeps its copy unless it is given up. Left half way, nothing has moved.
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
  | { at: 'prepare'; kept: Kept }
  | PairingStates<Kept>
  | PairProofState<Arrived>
  | { at: 'tying'; kept: Kept; device: Device }
  | OldDeviceState<Replaced>
  /** `removed`: what became of the old device, where that was asked. */
  | { at: 'done'; device: Device | null; removed?: Removed };

type Event =
  | VaultKeepEvent
  | { type: 'loaded'; answer: Account }
  | { type: 'choseFrom'; place: Place }
  | { type: 'isReady' }
  | { type: 'wentBack' }
  | PairingEvent
  | PairProofEvent
  | { type: 'tied'; answer: object }
  | { type: 'wentToList' }
  | OldDeviceEvent
  | VaultRefused;

type Next = Transition<State, Event>;

type Input = InputOf<'pair-here'>;

const { define, embed, go } = hostOf<State, Event, never, Input>();

const leave = (): Next => go({ at: 'loading' }, { effect: 'hand-over', flow: 'choose' });
const load = (): Next => go({ at: 'loading' }, { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

/** A device that is listed and has lost its key gets it back under its own name. */
const deviceOf = ({ devices }: Account, { input: { deviceId }, device: { platform } }: Context<Input>) => ({
  kind: 'browser' as const,
  ...(platform && { platform }),
  ...(deviceId !== undefined && devices.some(({ id }) => id === deviceId) && { deviceId }),
});

function afterProof({ kept, device }: State & { at: 'tying' }, _: unknown, context: Context<Input>): Next {
  const { account, from } = kept;
  const base = { policy: rulesOf(account), devices: working(account.devices) };
  // A device that was on the list is back: none is given up for it.
  const isBack = deviceOf(account, context).deviceId !== undefined;
  const isGivenUp = context.input.replaces && !isBack;
  return go(isGivenUp ? giveUpOld({ base, from }, device) : { at: 'done', device }, {
    effect: 'complete',
    deviceId: device.id,
  });
}

function prepareScreen({ kept: { from } }: { kept: Kept }, context: Context): Screen<Event> {
  const isPhone = from === 'smartphone';
  return {
    kind: 'notice',
    heading: isPhone ? msg('First, on the phone') : msg('First, in the other browser'),
    body: isPhone
      ? [
          msg(
            'In its app, have the account exported as a QR code. Take a picture of it (a screenshot), or have it at hand on another screen.',
          ),
          msg('Then point the ordinary camera of the phone at the code that comes next. It opens this page there.'),
        ]
      : [
          msg(
            'Open the list of your codes there. Beside the account, open “More” and choose “Add it to another browser”.',
          ),
        ],
    primary: { label: msg('Show the code'), event: { type: 'isReady' } },
    back: { type: 'wentBack' },
    links: contactLinks(context),
  };
}

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
          return from ? { at: 'prepare', kept: { account, from } } : { at: 'where', account };
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
        choseFrom: ({ account }, { place: from }) => ({ at: 'prepare', kept: { account, from } }),
        wentBack: leave,
      },
    },
    prepare: {
      screen: prepareScreen,
      on: {
        isReady: ({ kept }) => openHere(kept, { role: 'taker' }),
        wentBack: ({ kept: { account } }, _, { input }) => (input.from ? leave() : { at: 'where', account }),
      },
    },
    ...embed(
      pairingDevices<Kept>(({ from }) =>
        from === 'smartphone'
          ? {
              heading: msg('Scan this with the phone'),
              body: [msg('The ordinary camera opens this page on the phone. There, choose the picture you took.')],
              order: 'qr-first',
            }
          : {
              heading: msg('Type this code in the other browser'),
              body: [msg('This screen goes on by itself as soon as the code is typed there.')],
              order: 'code-first',
            },
      ),
      {
        done: ({ kept, got }, context) => {
          const arrived = { ...kept, ...got! };
          if (!isProvable(kept.account, arrived.entry, context)) return { at: 'done', device: null };
          const device = deviceOf(kept.account, context);
          return beginPairProof({ kept: arrived, entry: arrived.entry, device });
        },
        left: leave,
        signIn: load,
      },
    ),
    ...embed(
      provingPair<Arrived>((context) => browserName(msg('Browser'), context)),
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
      {
        settled: ({ device, removed }) => ({ at: 'done', device, removed }),
      },
    ),
    done: {
      screen: ({ device, removed }) => ({
        kind: 'done',
        heading: msg('The account is in this browser now'),
        body: [
          device
            ? msg(str`The service lists it as “${device.name}”.`)
            : msg('Compare its code with the one on the other device: they are the same.'),
          ...(removed
            ? removedWords(removed)
            : [
                msg(
                  'If you give the other device up, remove the account there, and take it off the list of your devices.',
                ),
              ]),
        ],
        primary: { label: msg('Show the codes'), event: { type: 'wentToList' } },
      }),
      on: {
        wentToList: (state) => go(state, { effect: 'hand-over', flow: 'authenticator' }),
      },
    },
  },
});
