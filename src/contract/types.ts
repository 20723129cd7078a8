import type * as z from 'zod/mini';
import type { Secret } from '../core/secret.ts';
import type { OperationName, RowOf } from './table.ts';

export type { OperationName };

type HoldsSecret<T> = T extends SecretText
  ? true
  : T extends string | number | boolean | null | undefined
    ? never
    : T extends readonly (infer Item)[]
      ? HoldsSecret<Item>
      : T extends object
        ? HoldsSecret<T[keyof T]>
        : never;

/**
 * The operations whose answer shows a secret and is kept for its `Idempotency-Key`. The back end has to forget it in
 * time.
 */
export type SecretOperation = {
  [Op in OperationName]: RowOf<Op> extends { authority: string } | { repeatable: true }
    ? never
    : true extends HoldsSecret<z.output<RowOf<Op>['output']>>
      ? Op
      : never;
}[OperationName];

/** The operations that ask for a fresh proof. The person reads what it is for. */
export type StepUpOperation = {
  [Op in OperationName]: RowOf<Op> extends { stepUp: true } ? Op : never;
}[OperationName];

/** The operations that a flow may call. Those of the mailbox belong to pairing, and no screen needs the document. */
export type FlowOperation = {
  [Op in OperationName]: RowOf<Op> extends { changes: 'mailbox' } | { authority: 'none' } ? never : Op;
}[OperationName];

type SecretText = string & z.core.$brand<'SecretText'>;

/** A word that a newer back end may put where this version knows an enumeration. */
export type OtherWord = string & {};

/** The same shape as it is read: every secret text wrapped, every enumeration open. */
export type Sealed<T> = T extends SecretText
  ? Secret
  : T extends string
    ? string extends T
      ? T
      : T | OtherWord
    : T extends readonly (infer Item)[]
      ? Sealed<Item>[]
      : T extends object
        ? { [Key in keyof T]: Sealed<T[Key]> }
        : T;

export type Input<Op extends OperationName> = z.input<RowOf<Op>['input']>;
/** An answer as a server writes it. */
export type Output<Op extends OperationName> = z.input<RowOf<Op>['output']>;
/** An answer as a client hands it on: parsed, with secrets wrapped. */
export type Answer<Op extends OperationName> = Sealed<z.output<RowOf<Op>['output']>>;

export type Account = Answer<'getAccount'>;
export type Policy = Account['policy'];
/** The rules as a back end writes them. */
export type WrittenPolicy = Output<'getAccount'>['policy'];
export type Device = Account['devices'][number];
export type MailedCode = Answer<'beginMail'>;
export type Enrolment = Answer<'beginApp'>;
export type AppKey = Enrolment['key'];
/** The values that this version knows. */
export type DeviceKind = Input<'beginApp'>['kind'];
export type Platform = NonNullable<Input<'beginApp'>['platform']>;
