import type { SignInInput, SignInOperation, SignInOutput } from '../../contract/sign-in/rows.ts';
import type { Locale } from '../../localization/languages.ts';
import type { Services } from '../options.ts';
import type { Asked, KnownAtSignIn } from '../store/sign-ins.ts';

/** A question of a service whose key counts, with what is known of the person. */
export interface SignInCall<Op extends SignInOperation> {
  services: Services;
  input: SignInInput<Op>;
  known: KnownAtSignIn;
  asked: Asked;
  /** Of the session that the service named, else empty. */
  sessionHash: string;
  /** What the reader wants; null when nobody says. */
  language: Locale | null;
  now: Date;
}

export type SignInRoute<Op extends SignInOperation> = (call: SignInCall<Op>) => Promise<SignInOutput<Op>>;
