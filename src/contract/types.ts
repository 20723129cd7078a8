import type * as z from 'zod/mini';
import type { Secret } from '../secret.ts';
import type { OperationName } from './routes.ts';
import type { inputs, outputs } from './schemas.ts';

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

export type Input<Op extends OperationName> = z.input<(typeof inputs)[Op]>;
/** What a server writes. */
export type Output<Op extends OperationName> = z.input<(typeof outputs)[Op]>;
/** What a client hands on: parsed, secrets wrapped. */
export type Answer<Op extends OperationName> = Sealed<z.output<(typeof outputs)[Op]>>;

export type Account = Answer<'getAccount'>;
export type Policy = Account['policy'];
/** The rules as a back end writes them. */
export type WrittenPolicy = Output<'getAccount'>['policy'];
export type Device = Account['devices'][number];
export type MailedCode = Answer<'beginMail'>;
export type Enrolment = Answer<'beginApp'>;
export type AppKey = Enrolment['key'];
/** What this version knows. */
export type DeviceKind = Input<'beginApp'>['kind'];
export type Platform = NonNullable<Input<'beginApp'>['platform']>;
