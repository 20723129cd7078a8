import type * as z from 'zod/mini';
import type { Secret } from '../secret.ts';
import type { OperationName } from './routes.ts';
import type { inputs, outputs, schemas } from './schemas.ts';

type SecretText = string & z.core.$brand<'SecretText'>;

/** The same shape with every secret text wrapped. */
export type Sealed<T> = T extends SecretText
  ? Secret
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
export type Policy = z.output<(typeof schemas)['policy']>;
export type Device = z.output<(typeof schemas)['device']>;
export type MailedCode = Answer<'beginMail'>;
export type Enrolment = Answer<'beginApp'>;
export type AppKey = Enrolment['key'];
export type DeviceKind = Device['kind'];
export type Platform = NonNullable<Device['platform']>;
