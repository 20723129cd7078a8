import type { Client } from '../client/client.ts';
import type { Problem } from '../contract/problem-codes.ts';
import type { OperationName } from '../contract/types.ts';
import type { AppKey } from '../contract/types.ts';
import type { Entry, EntryKey } from '../core/entry.ts';
import type { Effect, KeyReading, KeySource } from '../flows/machine/effects.ts';
import type { FlowId } from '../flows/machine/flow-id.ts';
import type { AnyEvent, AnyFlow, Context } from '../flows/machine/machine.ts';
import type { Invited, Pairing, PairingRole } from '../ports/pairing.ts';
import type { Secret } from '../core/secret.ts';
import type { VaultFault, VaultOperation, VaultOperations, VaultState } from '../ports/vault.ts';

/** Flows that cut in when a call is refused, and hand back. */
export type InterruptionId = 'sign-in' | 'step-up' | 'trouble';

/** What the runner needs from outside. A test gives it fakes. */
export interface Ports {
  /** Undefined in guide mode. */
  client: Client | undefined;
  nowMs: () => number;
  /** `clockAheadMs` where the page knows it without a back end. */
  context: () => Omit<Context, 'nowMs' | 'clockAheadMs' | 'refusal' | 'refusedCall'> &
    Partial<Pick<Context, 'clockAheadMs'>>;
  loadInterruption: (id: InterruptionId) => Promise<AnyFlow>;
  /**
   * Loads what performs the device effects, with the first of them. `deliver` sends the flow events that it did not ask
   * for.
   */
  loadDeviceEffects: (deliver: (event: AnyEvent) => void) => Promise<DeviceEffectsPort>;
  /** The host's own way to prove identity anew, in place of ours. */
  stepUp?: ((signal: AbortSignal) => Promise<boolean>) | undefined;
}

type AnyEffect = Effect<AnyEvent & { answer?: never }>;
/** An effect that this device has to do: its camera and files, its keys, its own app, another device beside it. */
export type DeviceEffect = Extract<AnyEffect, { effect: 'diagnose' | 'read' | 'make-code' | 'vault' | 'pair' }>;

export interface DeviceEffectsPort {
  /** Resolves to the event with the result or the failure, or to nothing where `deliver` sends the events. */
  perform(effect: DeviceEffect, moment: Moment): Promise<AnyEvent | undefined>;
  stop(): void;
}

export interface Moment extends Work {
  context: Context;
}

/** What those effects need from outside. */
export interface DevicePorts {
  /** How many steps `code` lies from `nowMs` (server's clock); null when it belongs to no step nearby. */
  findDelta: (key: AppKey, code: Secret, nowMs: number) => Promise<number | null>;
  /** Rejects only when it is stopped. */
  readKeys: (asked: KeysAsked, work: Work) => Promise<KeyReading>;
  /** The code of `key` at `nowMs` (server's clock), or at the beginning of the next time step, once that has come. */
  makeCode: (key: EntryKey, when: { nowMs: number; isNext: boolean }, signal: AbortSignal) => Promise<Secret>;
  /** This browser's own app. */
  openVault: () => Promise<VaultPort>;
  /** Pairing with another device. It needs a back end. */
  openPairing: (asked: PairingAsked, tell: (pairing: Pairing) => void) => Promise<PairingPort>;
  /** Takes the invitation out of the address of the page. */
  takeInvitation: () => Promise<Invited | 'unreadable' | null>;
  /** …and puts it back. */
  holdInvitation: (text: Secret) => Promise<void>;
}

export interface PairingAsked {
  /** The code of the mailbox, as typed or scanned. Undefined: this end opens one and shows its code. */
  text: Secret | undefined;
  role: PairingRole;
  /** What a giver gives. */
  entry: Entry | undefined;
  /** Joins only a mailbox that the same person opened. */
  onlyMine: boolean;
  /** Stores the received entry; resolves to its id. */
  keep: (entry: Entry) => Promise<{ id: string }>;
}

/** One end of one pairing. */
export interface PairingPort {
  confirm(): void;
  deny(): void;
  stop(): void;
}

/** Failures are errors with a `fault`. */
export type VaultPort = {
  readonly state: VaultState;
  /** Returns the way to stop. */
  subscribe(listener: () => void): () => void;
} & {
  [Op in VaultOperation]: (input: VaultOperations[Op]['input']) => Promise<VaultOperations[Op]['answer']>;
};

export const faultOf = (error: unknown): VaultFault => (error as { fault?: VaultFault } | null)?.fault ?? 'failed';

export interface KeysAsked {
  sources: readonly KeySource[];
  password: Secret | undefined;
  /** Everybody's entries, not only the institution's. */
  isAll: boolean;
}

/** How a caller aborts work and follows its progress. */
export interface Work {
  signal: AbortSignal;
  /** From 0 to 1. */
  onProgress: (done: number) => void;
}

/** What the runner tells. None of it carries a secret or a code. */
export interface Listener {
  changed: () => void;
  handOver: (flow: FlowId, input: object | undefined) => void;
  completed: (flow: string, deviceId: string | undefined) => void;
  stopped: (flow: string) => void;
  answered: (operation: OperationName) => void;
  failed: (problem: Problem) => void;
}
