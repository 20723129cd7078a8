import type { KeyReading } from '../flows/machine/effects.ts';
import type { AnyEvent } from '../flows/machine/machine.ts';
import type { Pairing } from '../ports/pairing.ts';
import type { VaultOperation } from '../ports/vault.ts';
import {
  faultOf,
  type DeviceEffect,
  type DeviceEffectsPort,
  type Moment,
  type DevicePorts,
  type PairingPort,
  type VaultPort,
} from './ports.ts';

type PairEffect = Extract<DeviceEffect, { effect: 'pair' }>;

const notLoaded: KeyReading = {
  read: [],
  single: null,
  locked: null,
  unread: [{ why: 'not-loaded', format: null, kind: null }],
};

/**
 * What the runner does beside calls. Each answers the event that tells what came of it, a failure as well; a pairing tells
 * as it goes.
 *
 * Owns: watching this browser's own app once it has been opened; the pairing under way, which outlives the states that
 * it passes and ends with the flow.
 */
export class DeviceEffects implements DeviceEffectsPort {
  readonly #ports: DevicePorts;
  readonly #deliver: (event: AnyEvent) => void;
  #vault: Promise<VaultPort> | undefined;
  #pairing: Promise<PairingPort> | undefined;
  readonly #end = new AbortController();

  constructor(ports: DevicePorts, deliver: (event: AnyEvent) => void) {
    this.#ports = ports;
    this.#deliver = deliver;
  }

  stop(): void {
    this.#end.abort();
    this.#pair('stop');
  }

  async perform(effect: DeviceEffect, { context, signal, onProgress }: Moment): Promise<AnyEvent | undefined> {
    const { findDelta, readKeys, makeCode } = this.#ports;
    // The time on the service's clock.
    const nowMs = context.nowMs - (context.clockAheadMs ?? 0);
    switch (effect.effect) {
      case 'diagnose': {
        const deltaSteps = await findDelta(effect.key, effect.code, nowMs).catch(() => null);
        return { type: 'diagnosed', deltaSteps } as AnyEvent;
      }
      case 'read': {
        const { sources, password, all = false } = effect;
        const reading = await readKeys({ sources, password, isAll: all }, { signal, onProgress }).catch(
          () => notLoaded,
        );
        return { type: 'read', reading } as AnyEvent;
      }
      case 'make-code': {
        const when = { nowMs, isNext: effect.isNext ?? false };
        const code = await makeCode(effect.key, when, signal).catch(() => null);
        return { type: 'made', code } as AnyEvent;
      }
      case 'pair':
        return this.#doPair(effect);
      case 'vault': {
        const { operation, input, then } = effect as unknown as {
          operation: VaultOperation;
          input: never;
          then: string;
        };
        try {
          return { type: then, answer: await (await this.#openedVault())[operation](input) } as AnyEvent;
        } catch (error) {
          return { type: 'vaultRefused', operation, fault: faultOf(error) } as AnyEvent;
        }
      }
    }
  }

  async #doPair(effect: PairEffect): Promise<AnyEvent | undefined> {
    if (effect.do === 'look') {
      const invited = await this.#ports.takeInvitation().catch(() => null);
      return { type: 'invited', invited } as AnyEvent;
    }
    if (effect.do === 'hold') await this.#ports.holdInvitation(effect.text).catch(() => undefined);
    else if ('part' in effect) this.#beginPairing(effect);
    else this.#pair(effect.do);
    return undefined;
  }

  #beginPairing(effect: Extract<PairEffect, { part: object }>): void {
    this.#pair('stop');
    const { part } = effect;
    const tell = (pairing: Pairing): void => {
      if (this.#pairing === opening) this.#deliver({ type: 'pairingChanged', pairing } as AnyEvent);
    };
    const opening = this.#ports.openPairing(
      {
        text: 'text' in effect ? effect.text : undefined,
        role: part.role,
        entry: part.role === 'giver' ? part.entry : undefined,
        onlyMine: part.role === 'giver' && !!part.onlyMine,
        keep: async (entry) => (await this.#openedVault()).add({ entry }),
      },
      tell,
    );
    this.#pairing = opening;
    opening.catch(() => tell({ at: 'ended', why: 'unavailable' }));
  }

  /** Stops a pairing that is still being opened, too. One that could not be opened is over already. */
  #pair(what: 'confirm' | 'deny' | 'stop'): void {
    const pairing = this.#pairing;
    if (what === 'stop') this.#pairing = undefined;
    void pairing?.then(
      (port) => port[what](),
      () => undefined,
    );
  }

  #openedVault(): Promise<VaultPort> {
    return (this.#vault ??= this.#openVault());
  }

  async #openVault(): Promise<VaultPort> {
    const opening = this.#ports.openVault();
    // A failed opening is forgotten, so that the next request tries again.
    opening.catch(() => (this.#vault = undefined));
    const vault = await opening;
    const forget = vault.subscribe(() => this.#deliver({ type: 'vaultChanged', vault: vault.state } as AnyEvent));
    if (this.#end.signal.aborted) forget();
    else this.#end.signal.addEventListener('abort', forget);
    return vault;
  }
}
