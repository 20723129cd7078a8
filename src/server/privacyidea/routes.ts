import { signInRows, type SignInInput, type SignInOutput } from '../../contract/sign-in/rows.ts';
import { inLanguage, sourceLocale, type OwnWords } from '../../localization/languages.ts';
import { languageOf } from '../language.ts';
import type { LogEntry } from '../log.ts';
import type { Services } from '../options.ts';
import { randomId } from '../random.ts';
import { Refusal } from '../refusal.ts';
import { askAtSignIn, CallerRefusal } from '../sign-in/ask.ts';
import type { SignInHandlerOptions } from '../sign-in/handler.ts';
import { keyIn, presentedKey, type Presented } from '../sign-in/keys.ts';
import { keyOfToken, makeToken } from './token.ts';

export type PrivacyIdeaHandlerOptions = Omit<SignInHandlerOptions, 'basePath'> & {
  /** Where the plug-ins' server address ends; default: the root. */
  basePath?: string;
  /**
   * The key that counts for a request of `/validate/check` that brings none, as those of most plug-ins. Whoever reaches
   * this port can then ask with it: give it where none but your own servers do.
   */
  keyOfCallersWithout?: string;
  /** The plug-ins ask after a password: a refused person is told why. Default: false. */
  firstFactor?: boolean;
  /** Send a mail also to somebody who has an app, whenever a plug-in triggers challenges. Default: false. */
  mailBesideApp?: boolean;
  /** The subject that a plug-in's user is in the self-service. Default: the user, as it stands. */
  subjectOf?: (user: string, realm: string | undefined) => string;
};

export interface Asked {
  services: Services;
  options: PrivacyIdeaHandlerOptions;
  request: Request;
  given: ReadonlyMap<string, string>;
  facts: Partial<LogEntry>;
}

export interface Answered {
  value: unknown;
  authentication?: 'ACCEPT' | 'REJECT' | 'CHALLENGE';
  detail?: object;
}

export const routes: Record<string, (asked: Asked) => Promise<Answered>> = {
  '/auth': authenticate,
  '/validate/check': check,
  '/validate/triggerchallenge': trigger,
};

/** The account of a plug-in: any name, and the key of a service as its password. */
async function authenticate({ services, given, facts }: Asked): Promise<Answered> {
  const presented = keyIn(given.get('password') ?? '');
  if (!presented) throw new CallerRefusal('unauthenticated');
  await askAtSignIn(services, { operation: 'getOpenApi', input: {}, presented, language: null, facts });
  const name = String(facts['service']);
  const token = await makeToken(services, { id: presented.id, name });
  return { value: { token, username: name, realm: '', role: 'admin', rights: [], log_level: 0 } };
}

/** A token of `/auth`, bare as the plug-ins send it, or a key. */
async function callerOf({ services, request: { headers } }: Asked): Promise<Presented | null> {
  const sent = headers.get('PI-Authorization') ?? headers.get('Authorization');
  if (sent === null) return null;
  const bare = sent.replace(/^Bearer +/i, '');
  const found = keyIn(bare) ?? (await keyOfToken(services, bare)) ?? presentedKey(new Request('http://x', { headers }));
  if (!found) throw new CallerRefusal('unauthenticated');
  return found;
}

async function requireCaller(asked: Asked, ofOthers?: string): Promise<Presented> {
  const found = (await callerOf(asked)) ?? keyIn(ofOthers ?? '');
  if (!found) throw new CallerRefusal('unauthenticated');
  return found;
}

function whoIsAsked({ options, given }: Asked): Pick<SignInInput<'verify'>, 'subject' | 'address'> {
  const user = given.get('user') ?? '';
  const subject = options.subjectOf?.(user, given.get('realm')) ?? user;
  const address = given.get('client');
  const fits = signInRows.getFactors.input.safeParse({ subject }).success;
  if (!fits) throw new Refusal('invalid_input', { detail: 'user' });
  return { subject, ...(address && /^[0-9A-Fa-f:.]{2,45}$/.test(address) && { address }) };
}

/**
 * Without a code (`pass` is empty) it begins: plug-ins that know no other request do so. Its value is false then, since
 * nothing was proven: the plug-in of FreeRADIUS lets in whoever has a value that is true, a count too.
 */
async function check(asked: Asked): Promise<Answered> {
  const { services, options, request, given, facts } = asked;
  const code = given.get('pass');
  if (code === undefined) throw new Refusal('invalid_input', { detail: 'pass' });
  const presented = await requireCaller(asked, options.keyOfCallersWithout);
  if (code === '') return { ...(await challenge(asked, presented)), value: false };
  const input = { ...whoIsAsked(asked), code: code.slice(0, 64), firstFactor: options.firstFactor ?? false };
  const verdict = await askAtSignIn(services, {
    operation: 'verify',
    input,
    presented,
    language: languageOf(request),
    facts,
  });
  Object.assign(facts, verdict.result ? { factor: verdict.factor } : { code: verdict.reason });
  if (!verdict.result) return { value: false, authentication: 'REJECT', detail: { message: verdict.say } };
  const { type } = kinds[verdict.factor!];
  const detail = { message: 'The code was accepted.', type, serial: verdict.deviceId ?? type };
  return { value: true, authentication: 'ACCEPT', detail };
}

async function trigger(asked: Asked): Promise<Answered> {
  return challenge(asked, await requireCaller(asked));
}

type Factor = SignInOutput<'getFactors'>['factors'][number];

/** The kinds of tokens that plug-ins know, and what they say where they ask for a code. */
const kinds: Record<Factor['factor'], { type: string; says: OwnWords }> = {
  app: { type: 'totp', says: { en: 'Enter the code of your app.', ja: 'アプリのコードを入力してください。' } },
  mail: {
    type: 'email',
    says: { en: 'Enter the code from the mail.', ja: 'メールで届いたコードを入力してください。' },
  },
  recovery: { type: 'tan', says: { en: 'Enter a recovery code.', ja: 'リカバリーコードを入力してください。' } },
};

async function challenge(asked: Asked, presented: Presented): Promise<Answered> {
  const { services, options, request, facts } = asked;
  const language = languageOf(request);
  const who = whoIsAsked(asked);
  const common = { presented, language, facts };
  const { factors } = await askAtSignIn(services, { operation: 'getFactors', input: who, ...common });
  const usable = (wanted: Factor['factor']) =>
    factors.find(({ factor, state }) => factor === wanted && state === 'usable');
  const app = usable('app');
  const sending =
    usable('mail') && (!app || options.mailBesideApp)
      ? askAtSignIn(services, { operation: 'beginChallenge', input: who, ...common })
      : null;
  // Somebody with an app goes on without the mail.
  const mail = await (app ? sending?.catch(() => null) : sending);
  const offered = [...(app ? (['app'] as const) : []), ...(mail ? (['mail'] as const) : [])];
  if (!offered.length)
    return { value: 0, authentication: 'REJECT', detail: { message: 'No challenge was triggered.' } };

  const id = mail ? mail.id : randomId(services.random);
  const challenges = offered.map((factor) => {
    const { type, says } = kinds[factor];
    const message = inLanguage(says, language ?? sourceLocale);
    return { client_mode: 'interactive', message, serial: type, type, transaction_id: id, attributes: null };
  });
  const messages = challenges.map(({ message }) => message);
  return {
    value: challenges.length,
    authentication: 'CHALLENGE',
    detail: {
      ...challenges[0]!,
      message: messages.join(', '),
      messages,
      multi_challenge: challenges,
      preferred_client_mode: 'interactive',
      transaction_ids: challenges.map(() => id),
    },
  };
}
