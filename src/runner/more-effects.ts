import type { Effect } from '../flows/effects.ts';
import type { AnyEvent, Context } from '../flows/machine.ts';
import type { VaultOperation } from '../vault-state.ts';
import { faultOf, type MorePorts, type VaultPort } from './ports.ts';

type AnyEffect = Effect<AnyEvent & { answer?: never }>;
export type MoreEffect = Extract<AnyEffect, { effect: 'diagnose' | 'read' | 'make-code' | 'vault' }>;

const broken = { at: 'unreadable', why: 'broken', format: null };

interface Moment {
  context: Context;
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (done: number) => void;
}

/**
 * What the runner does beside calls. Each answers the event that tells what came of it, a failure as well.
 *
 * Owns: watching this browser's own app once it has been opened.
 */
export class MoreEffects {
  readonly #ports: MorePorts;
  readonly #deliver: (event: AnyEvent) => void;
  #vault: Promise<VaultPort> | undefined;
  readonly #end = new AbortController();

  constructor(ports: MorePorts, deliver: (event: AnyEvent) => void) {
    this.#ports = ports;
    this.#deliver = deliver;
  }

  stop(): void {
    this.#end.abort();
  }

  async perform(effect: MoreEffect, { context, signal, onProgress }: Moment): Promise<AnyEvent> {
    const { findDelta, readKeys, makeCode } = this.#ports;
    // By the service's clock.
    const nowMs = context.nowMs - (context.clockAheadMs ?? 0);
    switch (effect.effect) {
      case 'diagnose': {
        const deltaSteps = await findDelta(effect.key, effect.code, nowMs).catch(() => null);
        return { type: 'diagnosed', deltaSteps } as AnyEvent;
      }
      case 'read': {
        const { source, password, all = false } = effect;
        const reading = await readKeys({ source, password, isAll: all }, { signal, onProgress }).catch(() => broken);
        return { type: 'read', reading } as AnyEvent;
      }
      case 'make-code': {
        const when = { nowMs, isNext: effect.isNext ?? false };
        const code = await makeCode(effect.key, when, signal).catch(() => null);
        return { type: 'made', code } as AnyEvent;
      }
      case 'vault': {
        const { operation, input, then } = effect as unknown as {
          operation: VaultOperation;
          input: never;
          then: string;
        };
        try {
          const vault = await (this.#vault ??= this.#openVault());
          return { type: then, answer: await vault[operation](input) } as AnyEvent;
        } catch (error) {
          return { type: 'vaultRefused', operation, fault: faultOf(error) } as AnyEvent;
        }
      }
    }
  }

  async #openVault(): Promise<VaultPort> {
    const opening = this.#ports.openVault();
    // Asked for again, it is tried again.
    opening.catch(() => (this.#vault = undefined));
    const vault = await opening;
    const forget = vault.subscribe(() => this.#deliver({ type: 'vaultChanged', vault: vault.state } as AnyEvent));
    if (this.#end.signal.aborted) forget();
    else this.#end.signal.addEventListener('abort', forget);
    return vault;
  }
}
