import assert from 'node:assert/strict';
import { everywhereAtSignIn, signInOperations } from '../../src/contract/sign-in/operations.ts';
import { signInProblems, type SignInProblem } from '../../src/contract/sign-in/problems.ts';
import {
  serviceRights,
  signInRows,
  type SignInInput,
  type SignInOperation,
  type SignInOutput,
} from '../../src/contract/sign-in/rows.ts';
import { createSignInHandler, type SignInHandlerOptions } from '../../src/server/sign-in/handler.ts';
import { makeServiceKey } from '../../src/server/sign-in/keys.ts';
import type { Store } from '../../src/server/store/database.ts';
import type { policyOf } from './world.ts';
import { shared, type World } from './world.ts';

type Verdict = SignInOutput<'verify'>;

/** A service at its sign-in, with a key of its own, beside the self-service of a world. */
export interface Service {
  handle: (request: Request) => Promise<Response>;
  key: string;
  /** The answer, checked against the contract; fails the test when it is a refusal. */
  ask<Op extends SignInOperation>(
    operation: Op,
    input: SignInInput<Op>,
    headers?: Record<string, string>,
  ): Promise<SignInOutput<Op>>;
  /** The refusal, checked against the contract; fails the test when it is none. */
  refusal<Op extends SignInOperation>(
    operation: Op,
    input: object,
    headers?: Record<string, string>,
  ): Promise<{ code: SignInProblem; retryAfterMs?: number }>;
  send(operation: SignInOperation, input: object, headers?: Record<string, string>): Promise<Response>;
  /** Checks a code of somebody who has given a password. */
  verify(subject: string, code: string, more?: Partial<SignInInput<'verify'>>): Promise<Verdict>;
}

interface Changes extends Partial<Pick<SignInHandlerOptions, 'limits' | 'basePath'>> {
  name?: string;
  policy?: Parameters<typeof policyOf>[0];
  key?: string;
}

export async function makeService(
  store: Store,
  world: World,
  { name = 'idp', policy, key: given, ...options }: Changes = {},
): Promise<Service> {
  const now = world.clock.now();
  const expiresAt = new Date(now.getTime() + 365 * 24 * 60 * 60_000);
  const key = given ?? (await makeServiceKey(store, { name, rights: serviceRights, expiresAt, now })).key;
  const handle = createSignInHandler({
    ...shared(() => world, store, policy),
    ...options,
  });
  return serviceOf(handle, key, options.basePath);
}

export function serviceOf(handle: Service['handle'], key: string, basePath = '/api/sign-in'): Service {
  const send: Service['send'] = (operation, input, headers = {}) => {
    const { method, path } = signInOperations.find((each) => each.name === operation)!;
    return handle(
      new Request(`http://mfa.test${basePath}/${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(method === 'GET' ? {} : { body: JSON.stringify(input) }),
      }),
    );
  };
  const ask: Service['ask'] = async (operation, input, headers) => {
    const response = await send(operation, input, headers);
    const body = await response.json();
    assert.equal(response.status, 200, `${operation}: ${JSON.stringify(body)}`);
    assert.deepEqual(signInRows[operation].output.parse(body), body, `${operation} answers what the contract says`);
    return body;
  };
  return {
    handle,
    key,
    send,
    ask,
    async refusal(operation, input, headers) {
      const response = await send(operation, input, headers);
      const body = (await response.json()) as { code: SignInProblem };
      const documented: readonly string[] = [...everywhereAtSignIn, ...signInRows[operation].problems];
      assert.ok(documented.includes(body.code), `${operation} does not document ${body.code}`);
      assert.equal(response.status, signInProblems[body.code].status);
      assert.equal(response.headers.get('content-type'), 'application/problem+json');
      return body;
    },
    verify: (subject, code, more) => ask('verify', { subject, code, firstFactor: true, ...more }),
  };
}
