import { appOrUnlisted, ownApp } from '../../apps/catalogue.ts';
import { appKeeps } from '../../apps/routes.ts';
import type { Device } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg } from '../../localization/msg.ts';
import { Secret } from '../../core/secret.ts';
import { contactLinks, loadingScreen } from '../common/screens.ts';
import { failedScreen } from '../common/failed-screen.ts';
import type { FlowId } from '../machine/flow-id.ts';
import { offers, working } from '../common/account.ts';
import type { OfDevice } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context, Transition } from '../machine/machine.ts';
import { beginReading, readingKeys } from '../reading/reading.ts';
import { entryOf } from '../own-app/own-key.ts';
import { settlingOldDevice } from './old-device.ts';
import { isGone } from '../machine/refusal.ts';
import { rulesOf, type Base, type Ends } from './ends.ts';
import type { Chosen, Event, State, Waiting } from './state.ts';
import { giveFromHere, takeHere, transferringOwn } from './own-app.ts';
import { isTogether, mayComeFromPage, planFor, routeOf, usualApps } from './plan.ts';
import * as apps from './app-screens.ts';
import * as proofs from './proof-screens.ts';
import * as screens from './screens.ts';
import { stepsOf } from './steps.ts';
import { appName } from './words.ts';
import { inOnePiece } from '../../text/typed.ts';
import { slipIn } from '../machine/typed-code.ts';

/**
 * Fragment: puts the app on a further device (manuals 2-3 to 2-6, and the change of device).
 *
 * The way from the old
 * app to the new one comes from the planner (apps/routes.ts).
 *
 * For a person whose app shows a code now. Leaves one more device on the account, and one less when the old one is given
 * up. Left half way, the account is unchanged and the old app goes on working; an entry in the new app may be left.
 *
 * Over 300 lines: a transfer is one table, read from the first question to the last; its screens and what it leaves behind
 * have files of their own.
 */
/** `begin`: the account is there. `ends`: back to where the app is and is wanted. `proven`: the new device works. */
export type TransferExit =
  | { exit: 'begin'; base: Base }
  | { exit: 'ends'; ends: Ends; from: State }
  | { exit: 'proven'; chosen: Chosen; device: Device | null };

type Step = Transition<State, Event>;
type Next = Transition<State | TransferExit, Event>;

const { embed, go } = hostOf<State, Event, TransferExit, OfDevice>();

export const loadAccount = hostOf<State, Event>().go(
  { at: 'loading' },
  { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' },
);

export const handOver = (state: State, flow: FlowId) => hostOf<State, Event>().go(state, { effect: 'hand-over', flow });

/** One secret a device, and a back end that makes it: nothing has to be carried over. */
const hasOwnKeys = ({ policy }: Base, { mode }: Context): boolean =>
  mode === 'backed' && policy.secretModel === 'per-device';

/** The first screen once both places are known. */
export const startAt = (ends: Ends, context: Context<OfDevice>): Step => {
  const chosen = usualApps(ends, context);
  // Two ways into this page are as good as each other: from the same page in another browser, and from an extension.
  return ends.isHere && !hasOwnKeys(ends.base, context) && mayComeFromPage(chosen, context)
    ? { at: 'oldApp', chosen, isMore: false, isFirst: true }
    : carry(chosen, context);
};

function carry(chosen: Chosen, context: Context<OfDevice>): Step {
  if (hasOwnKeys(chosen.base, context)) return { at: 'oldCode', chosen };
  const plan = planFor(chosen, context);
  if (plan.at === 'none') return { at: 'noRoute', chosen, why: plan.why };
  const [first] = plan.routes[chosen.via]!;
  if (first!.how === 'pair') return pair(chosen, context);
  if (chosen.oldApp === ownApp.id) return giveFromHere(chosen);
  if (first!.how !== 'direct') return beginReading(chosen);
  return isTogether(chosen, context) ? { at: 'take', chosen } : { at: 'give', chosen };
}

/** Sealed, from this page on the one device to this page on the other: a flow of its own at each end. */
function pair(chosen: Chosen, { input: { deviceId } }: Context<OfDevice>): Step {
  const { base, from, to, oldApp, isHere } = chosen;
  const here: State = { at: 'oldApp', chosen, isMore: false, isFirst: false };
  const { go } = hostOf<State, Event>();
  const told = { ...(deviceId && { deviceId }), ...(base.replaces && { replaces: true as const }) };
  return oldApp === ownApp.id && !isHere
    ? go(here, { effect: 'hand-over', flow: 'pair-give', input: { to, ...told } })
    : go(here, { effect: 'hand-over', flow: 'pair-here', input: { from, ...told } });
}

/** The next of the ways there are, and after the last one the first. */
function otherWay(chosen: Chosen, context: Context<OfDevice>): Step {
  const plan = planFor(chosen, context);
  const ways = plan.at === 'routes' ? plan.routes.length : 1;
  return carry({ ...chosen, via: (chosen.via + 1) % ways }, context);
}

const endsOf = ({ base, from, to, isHere }: Chosen): Ends => ({ base, from, to, ...(isHere && { isHere }) });
const toOldApp = (chosen: Chosen): State => ({ at: 'oldApp', chosen, isMore: false, isFirst: false });
const toNewApp = (chosen: Chosen, entry: Entry | null = null): State => ({
  at: 'newApp',
  chosen,
  isMore: false,
  entry,
});

/** From this page to another browser the same page there takes it best, where the two can meet. */
function withOldApp(before: Chosen, oldApp: string, context: Context<OfDevice>): Chosen {
  const chosen: Chosen = { ...before, oldApp, via: 0 };
  const paired: Chosen = { ...chosen, newApp: ownApp.id };
  const plan = planFor(paired, context);
  const isPaired = chosen.to === 'browser' && plan.at === 'routes' && plan.routes[0][0]!.how === 'pair';
  return oldApp === ownApp.id && isPaired ? paired : chosen;
}

/** What was read for another new app serves this one, too; what has been shown on the old device is still there. */
function withNewApp(
  { chosen: before, entry }: State & { at: 'newApp' },
  app: string,
  context: Context<OfDevice>,
): Step {
  const { isHere: _, ...rest } = before;
  const isHere = app === ownApp.id && before.oldApp !== ownApp.id;
  const chosen: Chosen = { ...rest, newApp: app, via: 0, ...(isHere && { isHere }) };
  if (hasOwnKeys(chosen.base, context)) return carry(chosen, context);
  const plan = planFor(chosen, context);
  if (plan.at === 'none') return { at: 'noRoute', chosen, why: plan.why };
  const via = plan.routes.findIndex(([first]) => first!.how === 'read');
  const isPaired = app === ownApp.id && !isHere;
  if (entry && via >= 0 && !isPaired) return keptBy({ ...chosen, via }, entry);
  const [was] = routeOf(before, context);
  const [first] = routeOf(chosen, context);
  const isStillShown = was?.how === 'direct' && first?.how === 'direct' && was.form === first.form;
  return isStillShown ? { at: 'take', chosen } : carry(chosen, context);
}

/** The rules told the way; the key itself may differ from them. */
function keptBy(kept: Chosen, entry: Entry): Step {
  if (kept.newApp === ownApp.id) return takeHere(kept, entry);
  return appKeeps(appOrUnlisted(kept.newApp), entry.key)
    ? { at: 'show', kept, entry }
    : { at: 'noRoute', chosen: kept, why: 'would-lose' };
}

const begin = (chosen: Chosen, entry: Entry | null, context: Context<OfDevice>): Next =>
  go(
    { at: 'beginning', chosen, entry },
    { effect: 'call', operation: 'beginSync', input: deviceOf(chosen, context), then: 'begun' },
  );

/** The page may be open on another device than the new one; the platform is a guess only where it can be this one. */
function deviceOf(
  { from, to, newApp }: Chosen,
  { device: { form, platform }, input: { deviceId } }: Context<OfDevice>,
) {
  const isHere = newApp === ownApp.id || (to === 'smartphone' && from === 'browser' && form === 'phone');
  return { kind: to, ...(isHere && platform && { platform }), ...(deviceId && { deviceId }) };
}

/** The new app says that it has the key. */
const taken = (kept: Chosen, entry: Entry | null, context: Context<OfDevice>): Next =>
  context.mode === 'backed' ? begin(kept, entry, context) : { at: 'compare', kept, entry };

const proven = (chosen: Chosen, device: Device | null): TransferExit => ({ exit: 'proven', chosen, device });
const toEnds = (ends: Ends, from: State): TransferExit => ({ exit: 'ends', ends, from });

export const transferring: Fragment<State, Event, TransferExit, OfDevice> = {
  states: {
    loading: {
      only: 'backed',
      screen: loadingScreen,
      on: {
        loaded: (state, { answer }) => {
          if (!offers(answer, 'beginSync')) return handOver(state, 'not-offered');
          const devices = working(answer.devices);
          return devices.length
            ? { exit: 'begin', base: { policy: rulesOf(answer), devices, issuer: answer.issuer } }
            : { at: 'noApp' };
        },
      },
    },
    failed: { only: 'backed', screen: failedScreen({ type: 'retried' }), on: { retried: () => loadAccount } },
    noApp: {
      only: 'backed',
      screen: (_, context) => ({
        kind: 'notice',
        heading: msg('There is no app on your account yet'),
        body: [msg('A second device is added by way of a first one that works. Set that up first.')],
        primary: { label: msg('Set up the first app'), event: { type: 'wentToChooser' } },
        links: contactLinks(context),
      }),
      on: { wentToChooser: (state) => handOver(state, 'choose') },
    },
    oldApp: {
      screen: apps.oldAppScreen,
      on: {
        choseApp: ({ chosen }, { app }, context) => carry(withOldApp(chosen, app, context), context),
        wantedMoreApps: (state) => ({ ...state, isMore: true }),
        wentBack: (state, _, context) => {
          const { chosen, isMore, isFirst } = state;
          if (isMore) return { ...state, isMore: false };
          return isFirst ? toEnds(chosen, state) : startAt(endsOf(chosen), context);
        },
      },
    },
    newApp: {
      screen: apps.newAppScreen,
      on: {
        choseApp: (state, { app }, context) => withNewApp(state, app, context),
        wantedMoreApps: (state) => ({ ...state, isMore: true }),
        wentBack: (state, _, context) =>
          state.isMore ? { ...state, isMore: false } : startAt(endsOf(state.chosen), context),
      },
    },
    noRoute: {
      screen: apps.noRouteScreen,
      on: {
        wentToReset: (state) => handOver(state, 'reset'),
        wantedOldApp: ({ chosen }) => toOldApp(chosen),
        wantedNewApp: ({ chosen }) => toNewApp(chosen),
        wentBack: (state) => toEnds(state.chosen, state),
      },
    },
    give: {
      screen: screens.giveScreen,
      on: {
        given: ({ chosen }) => ({ at: 'take', chosen }),
        wantedOldApp: ({ chosen }) => toOldApp(chosen),
        wantedOtherWay: ({ chosen }, _, context) => otherWay(chosen, context),
        wentBack: (state) => toEnds(state.chosen, state),
      },
    },
    take: {
      screen: screens.takeScreen,
      on: {
        taken: ({ chosen }, _, context) => taken(chosen, null, context),
        wantedOldApp: ({ chosen }) => toOldApp(chosen),
        wantedNewApp: ({ chosen }) => toNewApp(chosen),
        wantedOtherWay: ({ chosen }, _, context) => otherWay(chosen, context),
        wentBack: (state, _, context) =>
          isTogether(state.chosen, context) ? toEnds(state.chosen, state) : { at: 'give', chosen: state.chosen },
      },
    },
    ...embed(readingKeys(screens.readScreen, ['otherWay']), {
      read: ({ kept, entries: [entry] }) => keptBy(kept, entry),
      otherWay: ({ kept, isOtherApp }, context) => (isOtherApp ? toOldApp(kept) : otherWay(kept, context)),
      left: ({ kept }) => toEnds(kept, beginReading(kept)),
    }),
    show: {
      screen: screens.showScreen,
      unfinished: true,
      on: {
        taken: ({ kept, entry }, _, context) => taken(kept, entry, context),
        wantedNewApp: ({ kept, entry }) => toNewApp(kept, entry),
        wantedOtherWay: ({ kept }, _, context) => otherWay(kept, context),
        wentBack: ({ kept }) => (kept.oldApp === ownApp.id ? toOldApp(kept) : beginReading(kept)),
      },
    },
    compare: {
      only: 'guide',
      screen: proofs.compareScreen,
      unfinished: true,
      on: {
        sawSame: ({ kept }) => go(proven(kept, null), { effect: 'complete' }),
        sawDifferent: ({ kept, entry }) => ({ at: 'differ', kept, entry, waiting: null }),
        wentBack: ({ kept, entry }) => {
          if (!entry) return { at: 'take', chosen: kept };
          return kept.newApp === ownApp.id ? toNewApp(kept, entry) : { at: 'show', kept, entry };
        },
      },
    },
    differ: {
      screen: proofs.differScreen,
      on: {
        wentBack: ({ kept, entry, waiting }) => (waiting ? { at: 'code', waiting } : { at: 'compare', kept, entry }),
        wantedAnew: ({ kept }, _, context) => carry(kept, context),
      },
    },
    oldCode: {
      only: 'backed',
      screen: proofs.oldCodeScreen,
      on: {
        submittedCode: ({ chosen }, { value }, context) => {
          const rule = proofs.ruleOf(chosen);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'oldCode', chosen, refusal: { why: 'slip', slip, rule } };
          const input = { ...deviceOf(chosen, context), code: inOnePiece(value) };
          return go({ at: 'authorising', chosen }, { effect: 'call', operation: 'beginSync', input, then: 'begun' });
        },
        wantedNewApp: ({ chosen }) => toNewApp(chosen),
        wentBack: (state) => toEnds(state.chosen, state),
      },
    },
    authorising: {
      only: 'backed',
      busyOn: 'oldCode',
      screen: proofs.oldCodeScreen,
      on: {
        begun: ({ chosen }, { answer }, { profile }) =>
          begun({ chosen, entry: null, sync: answer }, profile.issuers[0]!),
        refused: ({ chosen }, { problem }, { nowMs }) =>
          isGone(problem)
            ? { at: 'failed', problem }
            : { at: 'oldCode', chosen, refusal: { why: 'problem', problem, atMs: nowMs } },
      },
    },
    ownKey: {
      only: 'backed',
      unfinished: true,
      screen: ({ waiting, key }, context) => ({
        ...screens.keyScreen(waiting.chosen, key, context),
        others: [{ label: msg('Stop the set-up'), event: { type: 'wantedToStop' } }],
      }),
      on: {
        taken: ({ waiting }) => ({ at: 'code', waiting }),
        wantedToStop: ({ waiting }) => ({ at: 'leaving', waiting }),
      },
    },
    beginning: {
      only: 'backed',
      screen: loadingScreen,
      on: {
        begun: ({ chosen, entry }, { answer: sync }) => ({ at: 'code', waiting: { chosen, entry, sync } }),
        refused: (_, { problem }) => ({ at: 'failed', problem }),
      },
    },
    code: {
      only: 'backed',
      screen: proofs.codeScreen,
      unfinished: true,
      on: {
        submittedCode: ({ waiting }, { value }, context) => {
          const rule = proofs.ruleOf(waiting.chosen);
          const slip = slipIn(value, rule);
          if (slip) return { at: 'code', waiting, refusal: { why: 'slip', slip, rule } };
          const code = inOnePiece(value);
          return go(
            { at: 'confirming', waiting, typed: new Secret(code) },
            {
              effect: 'call',
              operation: 'confirmSync',
              input: {
                id: waiting.sync.id,
                code,
                // A device that was on the list has its name.
                ...(!context.input.deviceId && { name: proofs.suggestedName(waiting.chosen, context) }),
              },
              then: 'confirmed',
            },
          );
        },
        sawDifferent: ({ waiting }) => ({ at: 'differ', kept: waiting.chosen, entry: waiting.entry, waiting }),
        wentBack: ({ waiting }, _, context) => beforeCode(waiting, context),
        wantedToStop: ({ waiting }) => ({ at: 'leaving', waiting }),
      },
    },
    confirming: {
      only: 'backed',
      busyOn: 'code',
      screen: proofs.codeScreen,
      on: {
        // For a device that was on the list, none is given up.
        confirmed: ({ waiting: { chosen } }, { answer: { device } }, { input }) =>
          go(input.deviceId ? { at: 'done', chosen, device, removed: 'nothing' } : proven(chosen, device), {
            effect: 'complete',
            deviceId: device.id,
          }),
        refused: ({ waiting }, { problem }, { nowMs }) =>
          isGone(problem)
            ? { at: 'failed', problem }
            : { at: 'code', waiting, refusal: { why: 'problem', problem, atMs: nowMs } },
      },
    },
    leaving: {
      only: 'backed',
      screen: proofs.leavingScreen,
      unfinished: true,
      on: {
        wentBack: ({ waiting }) => ({ at: 'code', waiting }),
        stopped: ({ waiting }) =>
          go(
            { at: 'cancelling', waiting },
            { effect: 'call', operation: 'cancelSync', input: { id: waiting.sync.id }, then: 'cancelled' },
          ),
      },
    },
    cancelling: {
      only: 'backed',
      busyOn: 'leaving',
      screen: proofs.leavingScreen,
      on: {
        cancelled: (state) => go(state, { effect: 'stop' }),
        // It is gone already or expires by itself; the person wants to leave either way.
        refused: (state) => go(state, { effect: 'stop' }),
      },
    },
    ...embed(transferringOwn<Chosen>(deviceOf, proofs.suggestedName), {
      proven: ({ chosen, device }, { input }) =>
        go(input.deviceId ? { at: 'done', chosen, device, removed: 'nothing' } : proven(chosen, device), {
          effect: 'complete',
          deviceId: device.id,
        }),
      kept: ({ chosen, entry }) => ({ at: 'compare', kept: chosen, entry }),
      gives: ({ chosen, entry }) => ({ at: 'show', kept: chosen, entry }),
      failed: ({ problem }) => ({ at: 'failed', problem }),
      left: ({ chosen }) => (chosen.oldApp === ownApp.id ? toOldApp(chosen) : toNewApp(chosen)),
    }),
    ...embed(
      settlingOldDevice<Chosen>(({ oldApp }) => appName(oldApp), stepsOf),
      {
        settled: ({ chosen, device, removed }) => ({ at: 'done', chosen, device, removed }),
      },
    ),
    done: {
      screen: proofs.doneScreen,
      on: {
        wentToOverview: (state) => handOver(state, 'overview'),
        wentToChooser: (state) => handOver(state, 'choose'),
        wentToCodes: (state) => handOver(state, 'authenticator'),
        wantedName: (state) =>
          go(state, { effect: 'hand-over', flow: 'devices', input: { deviceId: state.device!.id, renames: true } }),
      },
    },
  },
};

/** With a key of its own the new app still has to get it. */
function begun(waiting: Waiting, issuer: string): Next {
  const { chosen, sync } = waiting;
  if (!sync.key) return { at: 'code', waiting };
  const entry = entryOf({ issuer, label: '' }, sync.key);
  if (chosen.newApp !== ownApp.id || !entry) return { at: 'ownKey', waiting, key: sync.key };
  return takeHere(chosen, entry, sync);
}

function beforeCode({ chosen, entry, sync }: Waiting, context: Context): State {
  if (sync.key) return { at: 'ownKey', waiting: { chosen, entry, sync }, key: sync.key };
  if (hasOwnKeys(chosen.base, context)) return { at: 'oldCode', chosen };
  return entry ? { at: 'show', kept: chosen, entry } : { at: 'take', chosen };
}
