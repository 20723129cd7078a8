import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { operationOf, refusalsByStatus } from '../../src/contract/operations.ts';
import type { ProblemCode, ProblemDocument } from '../../src/contract/problems.ts';
import { contract } from '../../src/contract/table.ts';
import type { Input, OperationName, Output, WrittenPolicy } from '../../src/contract/types.ts';
import { createMfaHandler } from '../../src/server/handler.ts';
import type { LogEntry } from '../../src/server/log.ts';
import type { Message } from '../../src/server/mailer.ts';
import type { NoticeOptions } from '../../src/server/notices/options.ts';
import { sendNotices } from '../../src/server/notices/send.ts';
import type { MfaHandlerOptions } from '../../src/server/options.ts';
import { createSealing } from '../../src/server/sealing.ts';
import { cookieSessions } from '../../src/server/sessions/cookie.ts';
import type { Store } from '../../src/server/store/database.ts';
import { appCode } from './oath.ts';

/** A back end as a test meets it: the real handler with a clock that stands until it is moved, and mail kept in a list. */
export interface World {
  handle: (request: Request) => Promise<Response>;
  clock: Clock;
  mails: Message[];
  log: LogEntry[];
  /** Undefined: mail is taken. */
  mailFailure: Error | undefined;
  signIn(subject: string): Promise<Client>;
  /** Sends the notices that are due; answers those that arrived. */
  sendNotices(options?: NoticeOptions): Promise<Message[]>;
}

export interface Client {
  cookie: string;
  /** The answer, checked against the contract; fails the test when it is a refusal. */
  ask<Op extends OperationName>(operation: Op, input: Input<Op>, options?: Asking): Promise<Output<Op>>;
  /** The refusal, checked against the contract; fails the test when it is none. */
  refusal<Op extends OperationName>(operation: Op, input: Input<Op>, options?: Asking): Promise<ProblemDocument>;
  send<Op extends OperationName>(operation: Op, input: Input<Op>, options?: Asking): Promise<Response>;
}

interface Asking {
  key?: string;
  signal?: AbortSignal;
}

export class Clock {
  time = new Date('2026-04-01T00:00:10Z');
  readonly now = (): Date => new Date(this.time);
  /** Moves on. */
  pass({ s = 0, minutes = 0, hours = 0 }: { s?: number; minutes?: number; hours?: number }): void {
    this.time = new Date(this.time.getTime() + ((hours * 60 + minutes) * 60 + s) * 1000);
  }
}

export const sealingKeys = { current: 'k1', keys: { k1: Buffer.alloc(32, 7).toString('base64') } };
export const cookieSecret = 'a cookie secret of more than 32 characters';

export type PolicyChanges = Partial<Omit<WrittenPolicy, 'app' | 'mail'>> & {
  app?: Partial<WrittenPolicy['app']>;
  mail?: Partial<WrittenPolicy['mail']>;
};

export function policyOf({ app, mail, ...rest }: PolicyChanges = {}): WrittenPolicy {
  return {
    secretModel: 'shared',
    lastDeviceRemovable: true,
    recoveryCodes: true,
    ...rest,
    app: { digits: 6, periodS: 30, algorithm: 'SHA1', ...app },
    mail: {
      digits: 8,
      codeLifeS: 86_400,
      resendAfterS: 60,
      requiredFirst: true,
      forbiddenDomains: ['.example.ac.jp'],
      ...mail,
    },
  };
}

type Changes = Partial<Omit<MfaHandlerOptions, 'store'>> & { policy?: PolicyChanges; clock?: Clock; mails?: Message[] };

/** What all handlers of one world have in common. */
export const shared = (
  world: () => World,
  store: Store,
  policy: PolicyChanges | undefined,
): Pick<MfaHandlerOptions, 'store' | 'mailer' | 'sealing' | 'institution' | 'notices' | 'log' | 'now'> => ({
  store,
  mailer: {
    async send(message) {
      const { mailFailure, mails } = world();
      if (mailFailure) throw mailFailure;
      mails.push(message);
    },
  },
  sealing: createSealing(sealingKeys),
  institution: { issuer: 'Example University', policy: policyOf(policy) },
  // A test says when they are sent.
  notices: 'elsewhere',
  log: (entry) => world().log.push(entry),
  now: () => world().clock.now(),
});

export function makeWorld(store: Store, { policy, clock = new Clock(), mails = [], ...options }: Changes = {}): World {
  const sessions = cookieSessions({ secret: cookieSecret, now: clock.now });
  const world: World = {
    clock,
    mails,
    log: [],
    mailFailure: undefined,
    handle: createMfaHandler({
      ...shared(() => world, store, policy),
      sessions,
      ...options,
    }),
    async signIn(subject) {
      const [cookie] = (await sessions.issue({ subject, label: `${subject}@example` })).split(';');
      return clientOf(world, cookie!);
    },
    async sendNotices(notices = {}) {
      const before = mails.length;
      await sendNotices({ ...shared(() => world, store, policy), ...options, notices });
      return mails.slice(before);
    },
  };
  return world;
}

/** Somebody with this cookie, whichever server it came from. */
export function clientOf(world: World, cookie: string): Client {
  const send: Client['send'] = (operation, input, { key, signal } = {}) => {
    const { method, path } = operationOf(operation);
    const { id, ...rest } = input as { id?: string };
    const body = path.includes('{id}') ? rest : input;
    const url = `http://mfa.test/api/mfa/${path.replace('{id}', id ?? '')}`;
    const hasBody = method !== 'GET' && Object.keys(body).length > 0;
    const headers = {
      cookie,
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    };
    const given = { ...(hasBody ? { body: JSON.stringify(body) } : {}), ...(signal ? { signal } : {}) };
    return world.handle(new Request(url, { method, headers, ...given }));
  };
  return {
    cookie,
    send,
    async ask(operation, input, options) {
      const response = await send(operation, input, options);
      const body = await response.json();
      assert.equal(response.status, 200, `${operation}: ${JSON.stringify(body)}`);
      const { output } = contract[operation];
      assert.deepEqual(output.parse(body), body, `${operation} answers exactly what the contract says`);
      return body;
    },
    async refusal(operation, input, options) {
      const response = await send(operation, input, options);
      const body = (await response.json()) as ProblemDocument;
      assert.ok(response.status >= 400, `${operation} was not refused`);
      assertDocumented(operation, response, body);
      return body;
    },
  };
}

function assertDocumented(name: OperationName, response: Response, body: ProblemDocument): void {
  const documented = refusalsByStatus(operationOf(name));
  assert.ok(
    documented.get(response.status)?.includes(body.code),
    `${name} does not document ${response.status} ${body.code}`,
  );
  assert.equal(body.status, response.status);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  if (response.status === 429) assert.ok(body.retryAfterMs! >= 1, `${body.code} tells how long to wait`);
  if (body.retryAfterMs !== undefined)
    assert.equal(Number(response.headers.get('retry-after')), Math.ceil(body.retryAfterMs / 1000));
}

/** The code of the newest message. */
export const mailedCode = ({ mails }: World): string => mails.at(-1)!.text.split('\n')[0]!;

/** A code that is certainly not the one that was mailed. */
export const wrongMailCode = (world: World): string =>
  String((Number(mailedCode(world)) + 1) % 10 ** 8).padStart(mailedCode(world).length, '0');

/** A mailbox of its own each time, since one mailbox gets so many messages and no more. */
const someAddress = (): string => `taro-${randomUUID().slice(0, 8)}@example.org`;

export async function verifyMail(world: World, client: Client, address = someAddress()): Promise<void> {
  const { id } = await client.ask('beginMail', { address });
  await client.ask('confirmMail', { id, code: mailedCode(world) });
}

export type Key = Output<'beginApp'>['key'];

/** Mail and the first app, and a period later, so that the next code is a new one. */
export async function setUp(
  world: World,
  client: Client,
  kind: 'smartphone' | 'browser' = 'smartphone',
): Promise<{ key: Key; deviceId: string }> {
  await verifyMail(world, client);
  const { id, key } = await client.ask('beginApp', { kind, platform: 'android' });
  const { device } = await client.ask('confirmApp', { id, code: appCode(key, world.clock.now()) });
  world.clock.pass({ s: key.periodS });
  return { key, deviceId: device.id };
}

export type Outcome = ProblemCode | 'ok';

/** What each of these answers came to. */
export async function outcomes(responses: Promise<Response>[]): Promise<Outcome[]> {
  return Promise.all(
    responses.map(async (promise) => {
      const response = await promise;
      const body = (await response.json()) as Partial<ProblemDocument>;
      return response.ok ? 'ok' : body.code!;
    }),
  );
}

export const count = (all: Outcome[], one: Outcome): number => all.filter((outcome) => outcome === one).length;
