import type { OperationName } from '../contract/routes.ts';
import type { Answer, AppKey, Input } from '../contract/types.ts';
import type { Entry, EntryKey } from '../entry.ts';
import type { PairingPart } from '../pairing-state.ts';
import type { Secret } from '../secret.ts';
import type { SecretBytes } from '../secret-bytes.ts';
import type { VaultOperation, VaultOperations } from '../vault-state.ts';
import type { FlowId } from './flow-id.ts';

/** Events of `E` that carry the answer of an operation. */
type AnswerEvent<E, Op extends OperationName> =
  Extract<E, { answer: Answer<Op> }> extends { type: infer Type } ? Type : never;

/** What a flow wants done, as data. The runner does it and reports back with an event. */
export type Effect<E> =
  | CallEffect<E>
  | VaultEffect<E>
  | PairEffect
  /**
   * The code that a key gives by the service's clock, which proves the key there without typing. Comes back as `made`,
   * with null in place of a code when that fails.
   * `isNext`: not before the digits have changed, for a service that takes each code once.
   */
  | { effect: 'make-code'; key: EntryKey; isNext?: true }
  /** Which time step does the code belong to? Comes back as `diagnosed` with `deltaSteps`. */
  | { effect: 'diagnose'; key: AppKey; code: Secret }
  /** What is in a QR code, a text or a file? Comes back as `read` with a `KeyReading`. `all`: everybody's entries. */
  | { effect: 'read'; source: Secret | SecretBytes; password?: Secret; all?: true }
  /** Another flow takes over in place. `about`: the device, or the account of this browser's own app, that it is about. */
  | { effect: 'hand-over'; flow: FlowId; about?: string }
  /** The aim of the flow is reached: the service said so, or, where there is none, the person did. */
  | { effect: 'complete'; deviceId?: string }
  /** The person gave the flow up. */
  | { effect: 'stop' };

/** An operation of the contract. A right answer comes back as the event `then`, a refusal as `refused`. */
export type CallEffect<E> = {
  [Op in OperationName]: { effect: 'call'; operation: Op; input: Input<Op>; then: AnswerEvent<E, Op> };
}[OperationName];

/**
 * An operation of this browser's own app. What comes of it comes back as the event `then`, a failure as `vaultRefused`.
 * Once `open` has been asked for, whatever changes from outside (another tab, a lock) comes as `vaultChanged`.
 */
export type VaultEffect<E> = {
  [Op in VaultOperation]: {
    effect: 'vault';
    operation: Op;
    input: VaultOperations[Op]['input'];
    then: VaultEvent<E, Op>;
  };
}[VaultOperation];
type VaultEvent<E, Op extends VaultOperation> =
  Extract<E, { answer: VaultOperations[Op]['answer'] }> extends { type: infer Type } ? Type : never;

/**
 * Pairing with another device. Where it is comes back as `pairingChanged`, as often as it changes, until it is `done`
 * or `ended`; one at a time, and whoever goes on without it stops it.
 */
export type PairEffect =
  /** This end shows a code. */
  | { effect: 'pair'; do: 'open'; part: PairingPart }
  /** `text`: the code as typed, or the content of the QR code. */
  | { effect: 'pair'; do: 'join'; text: Secret; part: PairingPart }
  /** Does the address of this page invite to a pairing? Comes back as `invited`, once: the invitation is taken out of it. */
  | { effect: 'pair'; do: 'look' }
  /** The digits are the same, or are not, or the person wants no more. */
  | { effect: 'pair'; do: 'confirm' | 'deny' | 'stop' };

/** What reading came to. Of other institutions' entries only the number is kept. */
export type KeyReading =
  | {
      at: 'read';
      /** The institution's, matched by issuer; all of them where all were asked for. */
      mine: Entry[];
      /** The only entry there is, when it is not known as the institution's: the person may say that it is. */
      single: Entry | null;
      others: number;
      /** Which of several codes this is; `mark` tells one text from another and says nothing of it. */
      part: { index: number; of: number; mark: string } | null;
    }
  /** A password opens it; `isWrong` after one that did not. */
  | { at: 'locked'; format: string; isWrong: boolean }
  | { at: 'unreadable'; why: ReadTrouble; format: string | null };

export type ReadTrouble =
  'empty' | 'too-large' | 'unknown' | 'broken' | 'unsupported' | 'packed' | 'encrypted' | 'other-file' | 'no-entries';
