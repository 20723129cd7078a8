import { signInDocument } from '../../contract/sign-in/openapi.ts';
import type { SignInProblem } from '../../contract/sign-in/problems.ts';
import { signInRows, type SignInInput, type SignInOperation, type SignInOutput } from '../../contract/sign-in/rows.ts';
import { locales, type Locale } from '../../localization/languages.ts';
import { inOnePiece } from '../../text/typed.ts';
import { fingerprint } from '../bytes.ts';
import type { LogEntry } from '../log.ts';
import type { Services } from '../options.ts';
import { recoveryDigits } from '../recovery-code.ts';
import { Refusal } from '../refusal.ts';
import { isPlain } from '../sessions/rules.ts';
import { knownAtSignIn } from '../store/sign-ins.ts';
import { whenceOf } from '../whence.ts';
import { beginChallenge } from './begin-challenge.ts';
import type { SignInCall, SignInRoute } from './call.ts';
import { getFactors } from './get-factors.ts';
import { isOfKey, type Presented } from './keys.ts';
import { readAudit } from './read-audit.ts';
import { verify } from './verify.ts';

const document = signInDocument();

const routes: { [Op in SignInOperation]: SignInRoute<Op> } = {
  getFactors,
  beginChallenge,
  verify,
  readAudit,
  getOpenApi: async () => document,
};

/** A refusal of the caller, not of what a person typed. */
export class CallerRefusal extends Error {
  constructor(readonly code: SignInProblem) {
    super(code);
    this.name = 'CallerRefusal';
  }
}

interface Question<Op extends SignInOperation> {
  operation: Op;
  /** As the contract has it. */
  input: SignInInput<Op>;
  presented: Presented;
  /** Of the request; the input may name another one. */
  language: Locale | null;
  /** For the log: who asked. */
  facts: Partial<LogEntry>;
}

/** Looks at the key, in the question that reads what is known of the person, and does what was asked. */
export async function askAtSignIn<Op extends SignInOperation>(
  services: Services,
  { operation, input, presented, facts, ...question }: Question<Op>,
): Promise<SignInOutput<Op>> {
  const now = services.now();
  const { subject = '', session, code = '', factor, ...whence } = input as Partial<SignInInput<'verify'>>;
  // PostgreSQL stores no NUL in a text, and no session of the self-service has such a subject.
  for (const [name, text] of Object.entries({ subject, session, code }))
    if (text && !isPlain(text)) throw new Refusal('invalid_input', { detail: `A control character: ${name}.` });
  const sessionHash = session === undefined ? '' : await fingerprint('sign-in-session', session);
  const known = await knownAtSignIn(services.store.database, {
    keyId: presented.id,
    subject,
    sessionHash,
    wantsMail: operation !== 'verify',
    wantsRecovery: operation === 'getFactors' || factor === 'recovery' || inOnePiece(code).length === recoveryDigits,
  });
  const { key } = known;
  if (!key || !(await isOfKey(key, presented, now))) throw new CallerRefusal('unauthenticated');
  Object.assign(facts, { service: key.name, key: key.id });
  const { right } = signInRows[operation];
  if (right && !key.rights.includes(right)) throw new CallerRefusal('insufficient_rights');
  const wanted = locales.find((locale) => locale === whence.language?.toLowerCase().split('-')[0]);
  const language = wanted ?? question.language;
  const call: SignInCall<Op> = {
    services,
    input,
    known,
    asked: { service: key.name, ...whenceOf({ ...whence, language }) },
    sessionHash,
    language,
    now,
  };
  return routes[operation](call);
}
