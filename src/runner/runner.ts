import { MfaError } from '../contract/mfa-error.ts';
import type { Problem } from '../contract/problem-codes.ts';
import type { OperationName } from '../contract/types.ts';
import type { Effect } from '../flows/machine/effects.ts';
import {
  listOf,
  nextOf,
  screenOf,
  startOf,
  type AnyEvent,
  type AnyFlow,
  type AnyState,
  type Context,
} from '../flows/machine/machine.ts';
import type { Screen } from '../flows/machine/screen.ts';
import type { Locale } from '../localization/languages.ts';
import type { DeviceEffect, DeviceEffectsPort, InterruptionId, Listener, Ports } from './ports.ts';

type AnyEffect = Effect<AnyEvent & { answer?: never }>;
/** A type-erased call; the flow's own types have checked it. */
interface Call {
  operation: OperationName;
  input: never;
  then: string;
}

/** Why a flow cut in. */
type Why = Pick<Context, 'refusal' | 'refusedCall'>;

/** What an element needs to draw. */
export interface Shown {
  flow: string;
  at: string;
  /** The state whose screen this is. While work is under way, that is the state before it. */
  name: string;
  unfinished: boolean;
  /** Differs after each transition, in any flow. */
  turn: number;
  screen: Screen<AnyEvent>;
  /** The language of the screen. */
  locale: Locale;
}

let nextTurn = 0;

/**
 * Runs one flow.
 *
 * Owns: the state, an `AbortController` per state, the effects under way; drops answers that come too late; cuts in
 * with another flow when a call is refused for want of a sign-in or a fresh proof, and makes that call again afterwards.
 * Whoever cancels that is where they pressed.
 * Does not own: what the states are (flows), how anything looks (elements), how calls travel (client).
 */
export class Runner {
  readonly #flow: AnyFlow;
  readonly #ports: Ports;
  readonly #listener: Listener;
  /** Why this flow cut in, if it did. */
  readonly #why: Why;
  #state: AnyState;
  /** Where the person pressed to begin what is under way; undefined where no press led here. */
  #pressed: AnyState | undefined;
  #abort = new AbortController();
  #turn = nextTurn++;
  #interruption: Runner | undefined;
  #device: Promise<DeviceEffectsPort> | undefined;
  /** Progress of the running effect, 0 to 1; undefined until reported. */
  #done: number | undefined;
  /** Resolves when the next flow cuts in. */
  #underWay = new Set<Promise<void>>();

  constructor(flow: AnyFlow, ports: Ports, listener: Listener, why = {} as Why) {
    this.#flow = flow;
    this.#ports = ports;
    this.#listener = listener;
    this.#why = why;
    const [first, ...run] = listOf(startOf(flow, this.#context()));
    this.#state = first;
    // Effects begin in a later task, so that the caller holds the runner before it hears of anything.
    this.#track(Promise.resolve().then(() => this.#perform(run)));
  }

  /** Makes the screen of the flow at hand, this one or the one that cut in, as time and language are now. */
  show(): Shown {
    if (this.#interruption) return this.#interruption.show();
    const { at } = this.#state;
    const { busyOn, within } = this.#flow.states[at]!;
    const context = this.#context();
    return {
      flow: this.#flow.id,
      at,
      name: busyOn ?? within ?? at,
      unfinished: this.#flow.states[busyOn ?? at]!.unfinished ?? false,
      turn: this.#turn,
      screen: {
        ...screenOf(this.#flow, this.#state, context),
        ...(busyOn && { busy: true }),
        ...(this.#done !== undefined && { done: this.#done }),
      } as Screen<AnyEvent>,
      locale: context.locale,
    };
  }

  /** Resolves when nothing is under way; a flow that cut in and waits for the person is not. */
  get idle(): Promise<void> {
    const cutIn = this.#interruption;
    if (cutIn) return cutIn.idle.then(() => (this.#interruption === cutIn ? undefined : this.idle));
    return this.#underWay.size ? Promise.race(this.#underWay).then(() => this.idle) : Promise.resolve();
  }

  /** Something happened. Does nothing when the present state has no entry for it. */
  send(event: AnyEvent): void {
    if (this.#interruption) return this.#interruption.send(event);
    this.#deliver(event, this.#state);
  }

  /** Ends everything under way. The listener hears no more. */
  stop(): void {
    this.#interruption?.stop();
    this.#interruption = undefined;
    this.#abort.abort();
    void this.#device?.then(
      (device) => device.stop(),
      () => undefined,
    );
  }

  #context(): Context {
    return {
      clockAheadMs: this.#ports.client?.clockAheadMs,
      ...this.#ports.context(),
      nowMs: this.#ports.nowMs(),
      ...this.#why,
    };
  }

  #deliver(event: AnyEvent, pressed?: AnyState, next = nextOf(this.#flow, this.#state, event, this.#context())): void {
    if (this.#abort.signal.aborted || !next) return;
    const [to, ...run] = listOf(next);
    this.#pressed = pressed;
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#turn = nextTurn++;
    this.#state = to;
    this.#done = undefined;
    this.#listener.changed();
    this.#track(this.#perform(run));
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #perform(effects: AnyEffect[]): Promise<void> {
    const { signal } = this.#abort;
    await Promise.all(effects.map(async (effect) => (signal.aborted ? undefined : this.#do(effect, signal))));
  }

  async #do(effect: AnyEffect, signal: AbortSignal): Promise<void> {
    switch (effect.effect) {
      case 'hand-over':
        return this.#listener.handOver(effect.flow, effect.input);
      case 'complete':
        return this.#listener.completed(this.#flow.id, effect.deviceId);
      case 'stop':
        return this.#listener.stopped(this.#flow.id);
      case 'call':
        return this.#call(effect as unknown as Call, signal);
      default:
        return this.#doOnDevice(effect, signal);
    }
  }

  async #doOnDevice(effect: DeviceEffect, signal: AbortSignal): Promise<void> {
    const onProgress = (done: number): void => {
      if (signal.aborted) return;
      this.#done = done;
      this.#listener.changed();
    };
    const loading = (this.#device ??= this.#ports.loadDeviceEffects((event) => this.#deliver(event)));
    // The next request loads the file again.
    loading.catch(() => (this.#device = undefined));
    const event = await loading.then<AnyEvent | false | undefined, AnyEvent>(
      (device) => !signal.aborted && device.perform(effect, { context: this.#context(), signal, onProgress }),
      // Tells the refusal without the flow that could have dealt with it.
      () => ({ type: 'diagnosed', deltaSteps: null }) as AnyEvent,
    );
    if (event && !signal.aborted) this.#deliver(event);
  }

  /**
   * `cleared`: the reason that was dealt with before this attempt. When the back end gives the same reason again, the
   * call stays refused.
   */
  async #call(call: Call, signal: AbortSignal, cleared?: Problem['code']): Promise<void> {
    const { operation, input, then } = call;
    const outcome = await this.#try(operation, input, signal);
    if (signal.aborted) return;
    if ('answer' in outcome) {
      this.#listener.answered(operation);
      return this.#deliver({ type: then, ...outcome } as AnyEvent);
    }
    // Proven, and not enough: the back end contradicts itself. What the person gave up is refused as it was.
    const problem =
      outcome.problem.code === 'step_up_required' && cleared === 'step_up_required'
        ? { code: 'unavailable' as const }
        : outcome.problem;
    if (problem.code !== 'step_up_required') this.#listener.failed(problem);
    const refuse = (problem: Problem, next?: AnyState): void => {
      if (!signal.aborted) this.#deliver({ type: 'refused', operation, problem } as AnyEvent, undefined, next);
    };
    const goOn = (isCleared: boolean): void => {
      // A flow that stayed on its screen keeps what was typed there.
      if (!isCleared) refuse(problem, this.#flow.states[this.#state.at]!.busyOn ? undefined : this.#pressed);
      else if (!signal.aborted) this.#track(this.#call(call, signal, problem.code));
    };
    const id = this.#wayOut(operation, problem, cleared);
    if (!id) return refuse(problem);
    const { stepUp, loadInterruption } = this.#ports;
    // Where nobody could be asked, nobody has given up: the flow hears of a fault, and says so.
    if (id === 'step-up' && stepUp) return stepUp(signal).then(goOn, () => refuse({ code: 'unavailable' }));
    const flow = await loadInterruption(id).catch(() => refuse({ code: 'offline' }));
    if (flow && !signal.aborted) this.#interrupt(flow, { refusal: problem, refusedCall: operation }, signal, goOn);
  }

  async #try(
    operation: OperationName,
    input: never,
    signal: AbortSignal,
  ): Promise<{ answer: unknown } | { problem: Problem }> {
    const { client } = this.#ports;
    if (!client) return { problem: { code: 'unavailable' } };
    try {
      return { answer: await client.call(operation, input, signal, this.#ports.context().locale) };
    } catch (error) {
      return { problem: error instanceof MfaError ? error.problem : { code: 'unavailable' } };
    }
  }

  /** The flow that can deal with the reason of a refusal. */
  #wayOut(
    operation: OperationName,
    { code }: Problem,
    cleared: Problem['code'] | undefined,
  ): InterruptionId | undefined {
    // Without the account no flow can begin, so that call is never refused for good: the person says when to try again.
    if (operation === 'getAccount') return code === 'unauthenticated' ? 'sign-in' : 'trouble';
    if (code === cleared) return undefined;
    if (code === 'unauthenticated') return 'sign-in';
    return code === 'step_up_required' && this.#flow.id !== 'step-up' ? 'step-up' : undefined;
  }

  #interrupt(flow: AnyFlow, why: Why, signal: AbortSignal, goOn: (isCleared: boolean) => void): void {
    const end = (isCleared: boolean): void => {
      this.#interruption = undefined;
      goOn(isCleared);
      this.#listener.changed();
    };
    const listener = { ...this.#listener, completed: () => end(true), stopped: () => end(false) };
    const cutIn = (this.#interruption = new Runner(flow, this.#ports, listener, why));
    signal.addEventListener('abort', () => {
      cutIn.stop();
      this.#interruption = undefined;
    });
    this.#listener.changed();
  }
}
