import type { Answer, AppKey, FlowOperation, Input } from '../../contract/types.ts';
import type { Entry, EntryKey } from '../../core/entry.ts';
import type { PairingPart } from '../../ports/pairing.ts';
import type { Secret } from '../../core/secret.ts';
import type { SecretBytes } from '../../core/secret-bytes.ts';
import type { VaultOperation, VaultOperations } from '../../ports/vault.ts';
import type { To } from './flow-inputs.ts';

/** Events of `E` that carry the answer of an operation. */
type AnswerEvent<E, Op extends FlowOperation> = Extract<E, { type: string; answer: Answer<Op> }>['type'];

/** What a flow wants done, as data. The runner does it and reports back with an event. */
export type Effect<E> =
  | CallEffect<E>
  | VaultEffect<E>
  | PairEffect
  /**
   * Makes the code of a key by the service's clock, so that nobody has to type it. Comes back as `made`, with null in place
   * of a code when that fails. `isNext` waits until the digits have changed, for a service that takes each code once.
   */
  | { effect: 'make-code'; key: EntryKey; isNext?: true }
  /** Finds the time step that a refused code belongs to. Comes back as `diagnosed` with `deltaSteps`. */
  | { effect: 'diagnose'; key: AppKey; code: Secret }
  /** Finds the keys in QR codes, texts and files. Comes back as `read` with a `KeyReading`. `all` keeps those of other institutions, too. */
  | { effect: 'read'; sources: readonly KeySource[]; password?: Secret; all?: true }
  /** Lets another flow take over in place, and tells it what it has to know. */
  | ({ effect: 'hand-over' } & To)
  /** Tells the page that the aim is reached: the service said so, or, without a back end, the person did. */
  | { effect: 'complete'; deviceId?: string }
  /** Tells the page that the person gave up. */
  | { effect: 'stop' };

/** Calls an operation of the contract. A right answer comes back as the event `then`, a refusal as `refused`. */
export type CallEffect<E> = {
  [Op in FlowOperation]: { effect: 'call'; operation: Op; input: Input<Op>; then: AnswerEvent<E, Op> };
}[FlowOperation];

/**
 * Calls an operation of the app in this browser. The answer comes back as the event `then`, a failure as `vaultRefused`.
 * After `open`, each change from outside (another tab, a lock) comes as `vaultChanged`.
 */
export type VaultEffect<E> = {
  [Op in VaultOperation]: {
    effect: 'vault';
    operation: Op;
    input: VaultOperations[Op]['input'];
    then: VaultEvent<E, Op>;
  };
}[VaultOperation];
type VaultEvent<E, Op extends VaultOperation> = Extract<
  E,
  { type: string; answer: VaultOperations[Op]['answer'] }
>['type'];

/**
 * Pairing with another device. Where it is comes back as `pairingChanged`, as often as it changes, until it is `done`
 * or `ended`; one at a time, and whoever goes on without it stops it.
 */
export type PairEffect =
  /** Begins a pairing: this end shows a code. */
  | { effect: 'pair'; do: 'open'; part: PairingPart }
  /** Joins a pairing. `text`: the code as typed, or the content of the QR code. */
  | { effect: 'pair'; do: 'join'; text: Secret; part: PairingPart }
  /** Takes the invitation to a pairing out of the address of the page. Comes back as `invited`. */
  | { effect: 'pair'; do: 'look' }
  /** Puts the invitation back into the address, so that it is still there after a sign-in. */
  | { effect: 'pair'; do: 'hold'; text: Secret }
  /** Tells the pairing that the digits are the same, that they differ, or that the person stops. */
  | { effect: 'pair'; do: 'confirm' | 'deny' | 'stop' };

/** Something that holds keys: the text of a QR code or of a paste, or a file. */
export type KeySource = Secret | SecretBytes;

/**
 * The result of reading everything that the person brought at once. Of other institutions' accounts only the number is
 * kept.
 */
export interface KeyReading {
  /** One for each source that could be read. */
  read: KeysRead[];
  /** The only account found, when its issuer is not the institution's. The person may say that it is the one. */
  single: Entry | null;
  /** Sources that need a password; `isWrong` after a wrong one. */
  locked: LockedKeys | null;
  unread: Unread[];
}

export interface KeysRead {
  /** The institution's, by issuer; everybody's where all were asked for or no institution is named. Each key once. */
  mine: Entry[];
  /** Accounts that are or may be the institution's, and cannot be used. */
  leftOut: LeftOut[];
  others: number;
  /** Which of several codes this is; `mark` tells one text from another and says nothing of it. */
  part: { index: number; of: number; mark: string } | null;
}

/** An account that was left out. Its name carries no key, and is empty where none is known. */
export interface LeftOut {
  name: string;
  why:
    | 'not-time-based'
    | 'algorithm'
    | 'digits'
    | 'period'
    | 'secret'
    | 'short-key'
    | 'malformed'
    | 'deleted'
    /** The same key is there already. */
    | 'double';
}

export interface LockedKeys {
  sources: KeySource[];
  format: string;
  isWrong: boolean;
  /** It has no mark of any app: it may be something else altogether. */
  isGuess?: true;
}

/** A source that could not be read, and as what it was recognised. */
export interface Unread {
  why: ReadTrouble;
  format: string | null;
  /** The kind of file that it is in place of an export. */
  kind: string | null;
}

export type ReadTrouble =
  /** A part of this program did not arrive. */
  | 'not-loaded'
  /** Protected, and a page without https cannot open it. */
  | 'insecure'
  | 'empty'
  | 'too-large'
  | 'unknown'
  | 'broken'
  | 'unsupported'
  | 'packed'
  | 'encrypted'
  | 'other-file'
  | 'no-entries';
