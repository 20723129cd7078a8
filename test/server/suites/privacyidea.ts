import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPrivacyIdeaHandler } from '../../../src/server/privacyidea/handler.ts';
import type { PrivacyIdeaHandlerOptions } from '../../../src/server/privacyidea/routes.ts';
import { createSealing } from '../../../src/server/sealing.ts';
import { expireServiceKey, makeServiceKey } from '../../../src/server/sign-in/keys.ts';
import type { Backend } from '../../support/backends.ts';
import { appCode, wrongCode } from '../../support/oath.ts';
import { makeService } from '../../support/service.ts';
import { mailedCode, makeWorld, policyOf, sealingKeys, setUp, verifyMail } from '../../support/world.ts';

/** What the plug-ins read of an answer. */
interface Answer {
  result: {
    status: boolean;
    value?: boolean | number | { token: string };
    authentication?: string;
    error?: { code: number; message: string };
  };
  detail?: {
    message: string;
    messages?: string[];
    transaction_id?: string;
    serial?: string;
    type?: string;
    preferred_client_mode?: string;
    multi_challenge?: { type: string; client_mode: string; message: string; serial: string; transaction_id: string }[];
  };
  time: number;
}

/** Requests as the privacyIDEA documentation has them, and as its plug-ins are known to send them. */
export function privacyIdeaSuite(backend: Backend): void {
  const start = async (given: Partial<PrivacyIdeaHandlerOptions> & { isOpen?: true } = {}) => {
    const { isOpen, ...options } = given;
    const store = await backend.fresh();
    const world = makeWorld(store);
    const service = await makeService(store, world, { name: 'keycloak' });
    const alice = await world.signIn('alice');
    const { key, deviceId } = await setUp(world, alice);
    const handle = createPrivacyIdeaHandler({
      store,
      mailer: { send: async (message) => void world.mails.push(message) },
      sealing: createSealing(sealingKeys),
      institution: { issuer: 'Example University', policy: policyOf() },
      log: (entry) => world.log.push(entry),
      now: world.clock.now,
      ...(isOpen && { keyOfCallersWithout: service.key }),
      ...options,
    });
    const post = async (path: string, given: Record<string, string>, headers: Record<string, string> = {}) => {
      const body = new URLSearchParams(given);
      const response = await handle(new Request(`http://pi.test${path}`, { method: 'POST', headers, body }));
      return { status: response.status, ...((await response.json()) as Answer) };
    };
    const tokenOf = async (password = service.key) => {
      const { result } = await post('/auth', { username: 'keycloak', password });
      return (result.value as { token: string }).token;
    };
    const codeAt = (s = 0) => appCode(key, new Date(world.clock.time.getTime() + s * 1000));
    return { store, world, service, alice, handle, post, tokenOf, key, deviceId, codeAt };
  };

  test('/auth gives a token for the account: any name, and the key of a service as its password', async () => {
    const { post, service, world } = await start();
    const { status, result, time } = await post('/auth', { username: 'admin', password: service.key, realm: 'x' });
    assert.deepEqual([status, result.status], [200, true]);
    const { token, ...rest } = result.value as { token: string };
    assert.deepEqual(rest, { username: 'keycloak', realm: '', role: 'admin', rights: [], log_level: 0 });
    // As the Java client reads it: the middle part is plain Base64 with an `exp` to come.
    const claims = token.split('.')[1]!;
    assert.doesNotMatch(claims, /[-_]/);
    const { exp } = JSON.parse(Buffer.from(claims, 'base64').toString()) as { exp: number };
    assert.ok(exp > time && time === world.clock.time.getTime() / 1000);
    const wrong = await post('/auth', { username: 'admin', password: 'admin' });
    assert.deepEqual([wrong.status, wrong.result.status, wrong.result.error!.code], [401, false, 4033]);
  });

  test('triggering challenges and checking the answer: app and mail', async () => {
    const { post, tokenOf, world, codeAt, deviceId } = await start({ mailBesideApp: true });
    const authorization = await tokenOf();
    const begun = await post('/validate/triggerchallenge', { user: 'alice', realm: 'x' }, { authorization });
    assert.deepEqual([begun.result.value, begun.result.authentication], [2, 'CHALLENGE']);
    const { transaction_id = '', multi_challenge = [], messages, preferred_client_mode } = begun.detail!;
    assert.deepEqual(
      multi_challenge.map((each) => [each.type, each.client_mode, each.transaction_id]),
      [
        ['totp', 'interactive', transaction_id],
        ['email', 'interactive', transaction_id],
      ],
    );
    assert.equal(preferred_client_mode, 'interactive');
    assert.equal(messages!.length, 2);
    const pass = mailedCode(world);
    const answered = await post('/validate/check', { user: 'alice', pass, transaction_id }, { authorization });
    assert.deepEqual([answered.result.value, answered.result.authentication], [true, 'ACCEPT']);
    assert.equal(answered.detail!.type, 'email');
    const byApp = await post('/validate/check', { user: 'alice', pass: codeAt(), transaction_id }, { authorization });
    assert.deepEqual([byApp.result.value, byApp.detail!.serial], [true, deviceId]);
    const again = await post('/validate/check', { user: 'alice', pass: codeAt() }, { authorization });
    assert.deepEqual(
      [again.status, again.result.status, again.result.value, again.result.authentication],
      [200, true, false, 'REJECT'],
    );
  });

  test('somebody with an app gets no mail unless asked for; somebody without gets one, and one in the interval', async () => {
    const { post, tokenOf, world } = await start();
    const authorization = await tokenOf();
    const trigger = (user: string) => post('/validate/triggerchallenge', { user }, { authorization });
    const sent = world.mails.length;
    assert.deepEqual(
      (await trigger('alice')).detail!.multi_challenge!.map(({ type }) => type),
      ['totp'],
    );
    assert.equal(world.mails.length, sent);
    await verifyMail(world, await world.signIn('bob'));
    const before = world.mails.length;
    const [first, second] = [await trigger('bob'), await trigger('bob')];
    assert.equal(first.detail!.transaction_id, second.detail!.transaction_id);
    assert.equal(world.mails.length, before + 1);
    const nobody = await trigger('nobody');
    assert.deepEqual([nobody.result.value, nobody.result.authentication], [0, 'REJECT']);
  });

  test('an empty pass begins, as RADIUS does that knows no other request; the state goes back and forth', async () => {
    const { post, codeAt } = await start({ isOpen: true });
    const begun = await post('/validate/check', { user: 'alice', pass: '' });
    assert.deepEqual([begun.result.value, begun.result.authentication], [false, 'CHALLENGE']);
    assert.equal((await post('/validate/check', { user: 'nobody', pass: '' })).result.value, false);
    const state = begun.detail!.transaction_id!;
    assert.equal((await post('/validate/check', { user: 'alice', pass: codeAt(), state })).result.value, true);
    assert.equal((await post('/validate/triggerchallenge', { user: 'alice' })).status, 401);
  });

  test('a caller without a key is nobody, unless the mount has one for it; a trigger wants its own in any case', async () => {
    const { post, codeAt } = await start();
    assert.equal((await post('/validate/check', { user: 'alice', pass: codeAt() })).status, 401);
    for (const headers of [{ authorization: 'x.y.z' }, { 'pi-authorization': 'nothing' }] as Record<string, string>[])
      assert.equal((await post('/validate/check', { user: 'alice', pass: codeAt() }, headers)).status, 401);
    assert.equal((await post('/validate/triggerchallenge', { user: 'alice' })).status, 401);
  });

  test('a token ends with its hour, with its key, and is not believed when it was changed', async () => {
    const { post, tokenOf, world, store, service } = await start();
    const trigger = async (authorization: string) =>
      (await post('/validate/triggerchallenge', { user: 'alice' }, { authorization })).status;
    const token = await tokenOf();
    assert.equal(await trigger(token), 200);
    const [header, claims, signature] = token.split('.') as [string, string, string];
    const forged = { ...(JSON.parse(Buffer.from(claims, 'base64').toString()) as object), exp: 9_999_999_999 };
    const other = Buffer.from(JSON.stringify(forged)).toString('base64url');
    assert.equal(await trigger(`${header}.${other}.${signature}`), 401);
    world.clock.pass({ hours: 1 });
    assert.equal(await trigger(token), 401);
    const later = await tokenOf();
    await expireServiceKey(store, service.key.split('.')[1]!, world.clock.now());
    assert.equal(await trigger(later), 401);
  });

  test('a key with too few rights triggers nothing', async () => {
    const { post, tokenOf, store, world } = await start();
    const expiresAt = new Date(world.clock.time.getTime() + 1e8);
    const made = await makeServiceKey(store, { name: 'radius', rights: ['verify'], expiresAt, now: world.clock.now() });
    const answer = await post(
      '/validate/triggerchallenge',
      { user: 'alice' },
      { authorization: await tokenOf(made.key) },
    );
    assert.deepEqual([answer.status, answer.result.error!.code], [403, 303]);
  });

  test('what is typed wrong is told where the plug-in comes after a password, and nothing where it does not', async () => {
    for (const firstFactor of [true, false]) {
      const { post, tokenOf, key, world } = await start({ firstFactor });
      const pass = wrongCode(key, world.clock.time);
      const headers = { authorization: await tokenOf(), 'accept-language': 'ja' };
      const { detail, result } = await post('/validate/check', { user: 'alice', pass }, headers);
      assert.equal(result.value, false);
      assert.match(detail!.message, firstFactor ? /あと4回/ : /受け付けられませんでした/);
      const nobody = await post('/validate/check', { user: 'nobody', pass }, headers);
      assert.deepEqual([nobody.status, nobody.result.authentication], [200, 'REJECT']);
    }
  });

  test('locks and used codes are those of the self-service', async () => {
    const { post, tokenOf, alice, key, world, codeAt } = await start({ firstFactor: true });
    const authorization = await tokenOf();
    const check = (pass: string) => post('/validate/check', { user: 'alice', pass }, { authorization });
    await alice.ask('checkCode', { code: codeAt() });
    assert.equal((await check(codeAt())).result.value, false);
    for (let nth = 0; nth < 5; nth++) await check(wrongCode(key, world.clock.time, nth));
    world.clock.pass({ s: 30 });
    assert.equal((await alice.refusal('checkCode', { code: codeAt() })).code, 'attempts_exhausted');
    assert.equal((await check(codeAt())).result.value, false);
  });

  test('forms of both kinds, JSON, and values that were encoded twice', async () => {
    const { handle, tokenOf, world, codeAt } = await start({ subjectOf: (user) => user.replace(/@.*/, '') });
    const authorization = await tokenOf();
    const send = async (body: BodyInit, headers: Record<string, string> = {}) => {
      const request = new Request('http://pi.test/validate/check', {
        method: 'POST',
        headers: { authorization, ...headers },
        body,
      });
      return (await (await handle(request)).json()) as Answer;
    };
    const multipart = new FormData();
    multipart.set('user', 'alice');
    multipart.set('pass', codeAt());
    assert.equal((await send(multipart)).result.value, true);
    world.clock.pass({ s: 30 });
    const json = JSON.stringify({ user: 'alice', pass: codeAt() });
    assert.equal((await send(json, { 'content-type': 'application/json' })).result.value, true);
    world.clock.pass({ s: 30 });
    const twice = new URLSearchParams({ user: encodeURIComponent('alice@example.ac.jp'), pass: codeAt() });
    assert.equal((await send(twice)).result.value, true);
    assert.equal((await send('x'.repeat(20_000), { 'content-type': 'application/json' })).result.status, false);
    assert.equal((await send('{', { 'content-type': 'application/json' })).result.error!.code, 905);
    assert.equal((await send(new URLSearchParams({ user: 'alice' }))).result.error!.code, 905);
  });

  test('nothing else is answered: other addresses, other methods, browsers', async () => {
    const { handle, tokenOf } = await start();
    const authorization = await tokenOf();
    for (const [method, path, headers] of [
      ['GET', '/validate/check?user=alice&pass=123456', {}],
      ['GET', '/validate/polltransaction', {}],
      ['POST', '/token/init', {}],
      ['POST', '/validate/check', { origin: 'https://www.example.ac.jp' }],
    ] as const) {
      const response = await handle(
        new Request(`http://pi.test${path}`, { method, headers: { authorization, ...headers } }),
      );
      assert.ok([403, 404].includes(response.status), path);
      assert.equal(((await response.json()) as Answer).result.status, false);
    }
  });

  test('the log tells the operation and the service, and no code or key', async () => {
    const { post, tokenOf, world, codeAt, service } = await start();
    const token = await tokenOf();
    await post('/validate/check', { user: 'alice', pass: codeAt() }, { authorization: token });
    const line = world.log.findLast(({ event }) => event === 'privacyidea')!;
    assert.deepEqual([line['operation'], line['status'], line['service']], ['/validate/check', 200, 'keycloak']);
    const log = JSON.stringify(world.log);
    for (const secret of [codeAt(), token, service.key, 'alice']) assert.ok(!log.includes(secret), secret);
  });
}
