import type { Client } from '../../src/client/client.ts';
import { MfaError } from '../../src/contract/mfa-error.ts';
import type { Problem } from '../../src/contract/problem-codes.ts';
import type { OperationName } from '../../src/contract/types.ts';
import type { AnyEvent, AnyFlow, AnyState } from '../../src/flows/machine/machine.ts';
import { DeviceEffects } from '../../src/runner/device-effects.ts';
import type { InterruptionId, DevicePorts, Ports } from '../../src/runner/ports.ts';
import { Runner } from '../../src/runner/runner.ts';
import { Secret } from '../../src/core/secret.ts';
import { contexts, nowMs } from '../flows/samples.ts';

/** A flow small enough to see through: a screen that saves, and what came of it. */
export type SaveState = { at: 'form' | 'saving' | 'saved' | 'refused' | 'checking' | 'checked'; news?: unknown };

const screen = (heading: string) => () => ({ kind: 'notice' as const, heading });
const call = (operation: OperationName, then: string, input: object = {}) => ({
  effect: 'call',
  operation,
  input,
  then,
});

/** A flow of plain data, as the runner sees it. */
export const makeFlow = (id: string, start: unknown, states: Record<string, object>): AnyFlow =>
  ({ id, start: () => start, states }) as unknown as AnyFlow;

export const key = {
  secret: new Secret('JBSWY3DP'),
  uri: new Secret('otpauth://totp/x'),
  digits: 6,
  periodS: 30,
  algorithm: 'SHA1',
};

/** Saves when it is told to; finds out about a code; hands over, completes and stops on demand. */
export const saveFlow = makeFlow(
  'save',
  { at: 'form' },
  {
    form: {
      screen: screen('Form'),
      unfinished: true,
      on: {
        save: () => [{ at: 'saving' }, call('renameDevice', 'saved', { id: 'd1', name: 'x' })],
        check: () => [{ at: 'checking' }, { effect: 'diagnose', key, code: new Secret('123456') }],
        handOver: (state: AnyState) => [state, { effect: 'hand-over', flow: 'mail' }],
        complete: (state: AnyState) => [state, { effect: 'complete', deviceId: 'd1' }],
        stop: (state: AnyState) => [state, { effect: 'stop' }],
      },
    },
    saving: {
      screen: screen('Form'),
      busyOn: 'form',
      on: {
        saved: (_: AnyState, { answer }: AnyEvent & { answer: unknown }) => ({ at: 'saved', news: answer }),
        refused: (_: AnyState, { problem }: AnyEvent & { problem: Problem }) => ({ at: 'refused', news: problem }),
        leave: () => ({ at: 'form' }),
      },
    },
    checking: {
      screen: screen('Checking'),
      on: {
        diagnosed: (_: AnyState, { deltaSteps }: AnyEvent & { deltaSteps: unknown }) => ({
          at: 'checked',
          news: deltaSteps,
        }),
        leave: () => ({ at: 'form' }),
      },
    },
    saved: { screen: screen('Saved'), on: { leave: () => ({ at: 'form' }) } },
    refused: {
      screen: ({ news }: SaveState) => ({ kind: 'notice', heading: `Refused for ${(news as Problem).code}` }),
      on: { save: () => [{ at: 'saving' }, call('renameDevice', 'saved')] },
    },
    checked: { screen: screen('Checked'), on: {} },
  },
);

/** Goes to another screen for what it calls, and calls once more of its own accord. */
export const fetchFlow = makeFlow(
  'fetch',
  { at: 'form' },
  {
    form: {
      screen: screen('Form'),
      on: { fetch: () => [{ at: 'fetching' }, call('beginApp', 'fetched')] },
    },
    fetching: {
      screen: () => ({ kind: 'wait', heading: 'Fetching' }),
      on: {
        fetched: () => [{ at: 'fetchingMore' }, call('beginSync', 'fetched')],
        refused: () => ({ at: 'refused' }),
      },
    },
    fetchingMore: {
      screen: () => ({ kind: 'wait', heading: 'Fetching' }),
      on: { fetched: () => ({ at: 'form' }), refused: () => ({ at: 'refused' }) },
    },
    refused: { screen: screen('Refused'), on: {} },
  },
);

/** Fetches the account first, as every flow of the product does. */
export const accountFlow = makeFlow('account', [{ at: 'loading' }, call('getAccount', 'loaded')], {
  loading: { screen: () => ({ kind: 'wait', heading: 'Loading' }), on: { loaded: () => ({ at: 'loaded' }) } },
  loaded: { screen: screen('Loaded'), on: {} },
});

/** A flow that cuts in: proves or gives up with one press. */
export const askingFlow = (id: InterruptionId): AnyFlow =>
  makeFlow(
    id,
    { at: 'asking' },
    {
      asking: {
        screen: screen(id),
        unfinished: true,
        on: {
          proved: (state: AnyState) => [state, { effect: 'complete' }],
          gaveUp: (state: AnyState) => [state, { effect: 'stop' }],
        },
      },
    },
  );

/** Proves by a call of its own, so that it can be cut in on, too. */
export const callingStepUp = makeFlow(
  'step-up',
  { at: 'asking' },
  {
    asking: {
      screen: screen('step-up'),
      on: {
        proved: (state: AnyState) => [
          { ...state, at: 'proving' },
          call('confirmStepUp', 'confirmed', { id: 'u', code: '123456' }),
        ],
      },
    },
    proving: {
      screen: screen('step-up'),
      busyOn: 'asking',
      on: {
        confirmed: (state: AnyState) => [state, { effect: 'complete' }],
        refused: () => ({ at: 'asking' }),
      },
    },
  },
);

interface Asked {
  operation: OperationName;
  input: unknown;
  signal: AbortSignal;
  answer: (answer: unknown) => void;
  refuse: (reason: unknown) => void;
}

export const problem = (code: Problem['code'], rest: Partial<Problem> = {}): MfaError =>
  new MfaError({ code, ...rest });

const { clockAheadMs: _, ...about } = contexts['computer']!;

/** A runner among fakes. Whatever it asks for waits in `asked` until the test answers; whatever it tells is in `told`. */
export function onStage(flow: AnyFlow, ports: Partial<Ports & DevicePorts> = {}) {
  const asked: Asked[] = [];
  const told: string[] = [];
  const clock = { nowMs, clockAheadMs: undefined as number | undefined };
  const client: Client = {
    call: (operation, input, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ operation, input, signal: signal!, answer: resolve as (answer: unknown) => void, refuse: reject });
      }),
    get clockAheadMs() {
      return clock.clockAheadMs;
    },
    onChange: () => () => undefined,
    refresh: () => undefined,
  };
  const runner = new Runner(
    flow,
    {
      client,
      nowMs: () => clock.nowMs,
      context: () => about,
      loadInterruption: async (id) => askingFlow(id),
      loadDeviceEffects: async (deliver) => new DeviceEffects({ ...unexpected, ...ports }, deliver),
      ...ports,
    },
    {
      changed: () => told.push(`changed to ${runner.show().flow}/${runner.show().at}`),
      handOver: (id) => told.push(`handed over to ${id}`),
      completed: (id, deviceId) => told.push(`completed ${id} ${deviceId ?? ''}`.trim()),
      stopped: (id) => told.push(`stopped ${id}`),
      answered: (operation) => told.push(`answered ${operation}`),
      failed: ({ code }) => told.push(`failed ${code}`),
    },
  );
  const send = (type: string): void => runner.send({ type });
  const at = (): string => `${runner.show().flow}/${runner.show().at}`;
  const state = (): SaveState => runner.show() as unknown as SaveState;
  return { runner, asked, told, clock, send, at, state };
}

const unexpected: DevicePorts = {
  findDelta: () => assert('findDelta'),
  readKeys: () => assert('readKeys'),
  makeCode: () => assert('makeCode'),
  openVault: () => assert('openVault'),
  openPairing: () => assert('openPairing'),
  holdInvitation: () => assert('holdInvitation'),
  takeInvitation: () => assert('takeInvitation'),
};

function assert(name: string): never {
  throw new Error(`${name} was not expected`);
}

/** Lets everything happen that waits for nothing but its turn. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
