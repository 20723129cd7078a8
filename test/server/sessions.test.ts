import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { bearerJwtSessions } from '../../src/server/sessions/bearer-jwt.ts';
import { cookieSessions } from '../../src/server/sessions/cookie.ts';
import { firstOf } from '../../src/server/sessions/port.ts';
import { trustedHeaderSessions } from '../../src/server/sessions/trusted-header.ts';
import { Clock, cookieSecret as secret } from '../support/world.ts';

const { publicKey, privateKey } = await generateKeyPair('ES256');
const clock = new Clock();
const nowS = clock.time.getTime() / 1000;

const ask = (headers: Record<string, string>, url = 'https://mfa.test/') => new Request(url, { headers });
const alice = { subject: 'alice', label: 'Alice' };

test('cookie: who was signed in is recognised until it expires, with when it was', async () => {
  const clock = new Clock();
  const sessions = cookieSessions({ secret, now: clock.now, lifeS: 3600 });
  const set = await sessions.issue(alice, ask({}));
  assert.match(set, /^__Host-mfa_session=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
  const cookie = `other=1; ${set.split(';')[0]}; __Host-mfa_session_x=2`;
  const session = await sessions(ask({ cookie }));
  assert.deepEqual({ ...session, id: '' }, { ...alice, id: '', provenAt: clock.time });
  clock.pass({ s: 3600 });
  assert.equal(await sessions(ask({ cookie })), null);
});

test('cookie: each sign-in is a session of its own; signing out empties the cookie', async () => {
  const sessions = cookieSessions({ secret });
  const idOf = async () => (await sessions(ask({ cookie: (await sessions.issue(alice, ask({}))).split(';')[0]! })))!.id;
  assert.notEqual(await idOf(), await idOf());
  assert.match(sessions.clear(), /^mfa_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.match(sessions.clear(ask({})), /^__Host-mfa_session=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
});

test('cookie: one that a sibling host has set for the whole site signs nobody in by https', async () => {
  const sessions = cookieSessions({ secret });
  const tossed = (await sessions.issue({ subject: 'mallory', label: 'Mallory' })).split(';')[0]!;
  const own = (await sessions.issue(alice, ask({}))).split(';')[0]!;
  assert.equal(await sessions(ask({ cookie: tossed })), null);
  assert.equal((await sessions(ask({ cookie: `${tossed}; ${own}` })))!.subject, 'alice');
});

test('cookie: two of the name are nobody, whichever comes first', async () => {
  const sessions = cookieSessions({ secret });
  const http = 'http://mfa.test/';
  const own = (await sessions.issue(alice)).split(';')[0]!;
  const tossed = (await sessions.issue({ subject: 'mallory', label: 'Mallory' })).split(';')[0]!;
  assert.equal((await sessions(ask({ cookie: own }, http)))!.subject, 'alice');
  for (const cookie of [`${tossed}; ${own}`, `${own}; ${tossed}`, `${own}; mfa_session=`]) {
    assert.equal(await sessions(ask({ cookie }, http)), null);
  }
});

test('cookie: `secure` decides where a proxy hides that a request came by https', async () => {
  const sessions = cookieSessions({ secret, secure: true });
  const set = await sessions.issue(alice, ask({}, 'http://mfa.test/'));
  assert.match(set, /^__Host-mfa_session=.*; Secure$/);
  assert.equal((await sessions(ask({ cookie: set.split(';')[0]! }, 'http://mfa.test/')))!.subject, 'alice');
});

test('cookie: a forged, changed or foreign one is nobody', async () => {
  const sessions = cookieSessions({ secret });
  const token = (await sessions.issue(alice, ask({}))).split(';')[0]!.slice('__Host-mfa_session='.length);
  const [header, , signature] = token.split('.') as [string, string, string];
  const payload = Buffer.from(
    JSON.stringify({ sub: 'root', sid: 'x', label: 'x', aud: 'mfa-elements:session', iat: 1, exp: 9e9 }),
  ).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const others = await cookieSessions({ secret: `${secret}!` }).issue(alice, ask({}));
  for (const cookie of [
    '',
    '__Host-mfa_session=',
    '__Host-mfa_session=x.y.z',
    `__Host-mfa_session=${header}.${payload}.${signature}`,
    `__Host-mfa_session=${none}.${payload}.`,
    others.split(';')[0]!,
  ]) {
    assert.equal(await sessions(ask({ cookie })), null, cookie.slice(0, 40));
  }
  assert.throws(() => cookieSessions({ secret: 'short' }), /32 characters/);
});

test('cookie: a token of the same secret that was made for something else is no session', async () => {
  const sessions = cookieSessions({ secret });
  const nowS = Math.floor(Date.now() / 1000);
  const cookieOf = async (claims: object) => {
    const token = await new SignJWT({ sid: 's', sub: 'root', label: 'root', iat: nowS, exp: nowS + 60, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret));
    return sessions(ask({ cookie: `__Host-mfa_session=${token}` }));
  };
  assert.equal((await cookieOf({ aud: 'mfa-elements:session' }))!.subject, 'root');
  assert.equal(await cookieOf({}), null);
  assert.equal(await cookieOf({ aud: 'password-reset' }), null);
  assert.equal(await cookieOf({ aud: 'mfa-elements:session', iat: nowS + 3600, exp: nowS + 7200 }), null);
});

test('no port opens with what it needs missing, as from a variable that is not set', () => {
  const trusted = { ...shared, onlyTheProxyCanReachThisServer: true } as const;
  const bearer = { key: publicKey, issuer: 'https://idp.test', audience: 'mfa' };
  const key = (bytes: number) => new Uint8Array(bytes).fill(1);
  for (const [name, open] of Object.entries<() => unknown>({
    'cookie secret': () => cookieSessions({ secret: undefined as never }),
    'cookie secret too short': () => cookieSessions({ secret: 'x'.repeat(31) }),
    'cookie name': () => cookieSessions({ secret, name: '' }),
    'cookie life': () => cookieSessions({ secret, lifeS: Number('') }),
    'cookie life that is no number': () => cookieSessions({ secret, lifeS: NaN }),
    'header proxy secret': () =>
      trustedHeaderSessions({ ...shared, proxySecret: { header: 'x', value: undefined as never } }),
    'header of the proxy secret': () =>
      trustedHeaderSessions({ ...shared, proxySecret: { header: '', value: secret } }),
    'header subject': () => trustedHeaderSessions({ ...trusted, subjectHeader: '' }),
    'header label': () => trustedHeaderSessions({ ...trusted, labelHeader: ' ' }),
    'header time': () => trustedHeaderSessions({ ...trusted, provenAtHeader: '' }),
    'header session': () => trustedHeaderSessions({ onlyTheProxyCanReachThisServer: true, sessionHeader: '' }),
    'bearer issuer': () => bearerJwtSessions({ ...bearer, issuer: undefined as never }),
    'bearer issuer left out': () => bearerJwtSessions({ key: publicKey, audience: 'mfa' } as never),
    'bearer issuer empty': () => bearerJwtSessions({ ...bearer, issuer: '' }),
    'bearer audience': () => bearerJwtSessions({ ...bearer, audience: undefined as never }),
    'bearer audience empty': () => bearerJwtSessions({ ...bearer, audience: ' ' }),
    'bearer subject': () => bearerJwtSessions({ ...bearer, subjectClaim: '' }),
    'bearer key': () => bearerJwtSessions({ ...bearer, key: undefined as never }),
    'bearer key of no bytes': () => bearerJwtSessions({ ...bearer, key: key(0), algorithms: ['HS256'] }),
    'bearer key of 31 bytes': () => bearerJwtSessions({ ...bearer, key: key(31), algorithms: ['HS256'] }),
    'bearer key of 63 bytes': () => bearerJwtSessions({ ...bearer, key: key(63), algorithms: ['HS512'] }),
    'bearer key object': () => bearerJwtSessions({ ...bearer, key: createSecretKey(key(31)), algorithms: ['HS256'] }),
    'bearer short RSA': () =>
      bearerJwtSessions({ ...bearer, key: generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey }),
  }))
    assert.throws(open, RangeError, name);
  bearerJwtSessions({ ...bearer, key: key(32), algorithms: ['HS256'] });
  bearerJwtSessions({ ...bearer, key: createSecretKey(key(64)), algorithms: ['HS512'] });
});

test('bearer: a short secret as a CryptoKey is refused as well', async () => {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', new Uint8Array(31).fill(1), hmac, false, ['verify']);
  const options = { issuer: 'https://idp.test', audience: 'mfa', algorithms: ['HS256'] };
  assert.throws(() => bearerJwtSessions({ ...options, key }), RangeError);
});

const shared = { allSessionsShareOneStepUp: true } as const;

test('trusted header: nobody may be believed without a reason', () => {
  assert.throws(() => trustedHeaderSessions({} as never), /anybody can send a header/);
  assert.throws(() => trustedHeaderSessions({ onlyTheProxyCanReachThisServer: false } as never), /anybody/);
  assert.throws(
    () => trustedHeaderSessions({ ...shared, proxySecret: { header: 'x-proxy', value: 'short' } }),
    /32 characters/,
  );
});

test('trusted header: the person is believed with the proxy’s secret and not without', async () => {
  const sessions = trustedHeaderSessions({
    proxySecret: { header: 'x-proxy-secret', value: secret },
    labelHeader: 'displayName',
    sessionHeader: 'Shib-Session-ID',
    provenAtHeader: 'Shib-Authentication-Instant',
  });
  const headers = {
    remote_user: 'a0012345@example.ac.jp',
    displayname: Buffer.from('京大 太郎').toString('latin1'),
    'shib-session-id': '_5f',
    'shib-authentication-instant': '2026-04-01T00:00:00.000Z',
  };
  assert.deepEqual(await sessions(ask({ ...headers, 'x-proxy-secret': secret })), {
    id: '_5f',
    subject: 'a0012345@example.ac.jp',
    label: '京大 太郎',
    provenAt: new Date('2026-04-01T00:00:00Z'),
  });
  assert.equal(await sessions(ask(headers)), null);
  assert.equal(await sessions(ask({ ...headers, 'x-proxy-secret': `${secret}x` })), null);
});

test('trusted header: sessions of one person are told apart, unless the operator says in so many words that they are not', async () => {
  const trusted = { onlyTheProxyCanReachThisServer: true } as const;
  assert.throws(() => trustedHeaderSessions(trusted as never), /allSessionsShareOneStepUp/);
  const sessions = trustedHeaderSessions({ ...trusted, sessionHeader: 'x-session' });
  assert.equal((await sessions(ask({ remote_user: 'bob', 'x-session': 's1' })))!.id, 's1');
  for (const headers of [{}, { 'x-session': '' }, { 'x-session': '(null)' }]) {
    assert.equal(await sessions(ask({ remote_user: 'bob', ...headers })), null, 'a request without an id is nobody’s');
  }
  assert.ok(await trustedHeaderSessions({ ...trusted, ...shared })(ask({ remote_user: 'bob' })));
});

test('trusted header: a time of sign-in in seconds is read, and one that cannot be read is an old one, not none', async () => {
  const provenAtHeader = 'oidc-auth-time';
  const sessions = trustedHeaderSessions({ ...shared, onlyTheProxyCanReachThisServer: true, provenAtHeader });
  const provenAt = async (headers: Record<string, string>) =>
    (await sessions(ask({ remote_user: 'bob', ...headers })))!.provenAt;
  assert.deepEqual(await provenAt({ [provenAtHeader]: '1775001600' }), new Date('2026-04-01T00:00:00Z'));
  assert.deepEqual(await provenAt({ [provenAtHeader]: 'yesterday' }), new Date(0));
  assert.deepEqual(await provenAt({}), new Date(0));
  assert.deepEqual(await provenAt({ [provenAtHeader]: '2026-04-01T09:00:00+09:00' }), new Date('2026-04-01T00:00:00Z'));
  for (const loose of ['March 7', '7 Mar 2026 00:00:00 GMT', '2026-04-01', '2026-04-01T00:00:00', '1e3', '(null)'])
    assert.deepEqual(await provenAt({ [provenAtHeader]: loose }), new Date(0), loose);
});

test('trusted header: a sign-in that is still to come, and two values in one header, are nobody', async () => {
  const trusted = { onlyTheProxyCanReachThisServer: true, sessionHeader: 'x-session', provenAtHeader: 'x-at' } as const;
  const sessions = trustedHeaderSessions({ ...trusted, now: clock.now });
  const own = { remote_user: 'bob', 'x-session': 's1', 'x-at': clock.time.toISOString() };
  assert.equal((await sessions(ask(own)))!.subject, 'bob');
  const at = (ms: number) => new Date(clock.time.getTime() + ms);
  for (const [name, value] of [
    ['x-at', '2099-01-01T00:00:00Z'],
    ['x-at', '99999999999'],
    ['x-at', at(31_000).toISOString()],
    ['x-at', `${own['x-at']}, ${own['x-at']}`],
    ['x-session', 'attacker, s1'],
    ['remote_user', 'bob, root'],
    ['remote_user', 'b'.repeat(256)],
    ['remote_user', 'bob\u0085'],
    ['x-session', 's1\u0085'],
  ] as const)
    assert.equal(await sessions(ask({ ...own, [name]: value })), null, `${name}: ${value}`);
  const bySeconds = String(Math.floor(at(20_000).getTime() / 1000));
  assert.ok(await sessions(ask({ ...own, 'x-at': bySeconds })), 'a clock a little ahead of ours');
});

test('trusted header: no person, several persons, or Apache’s "(null)" is nobody', async () => {
  const sessions = trustedHeaderSessions({ ...shared, onlyTheProxyCanReachThisServer: true });
  assert.equal((await sessions(ask({ remote_user: 'bob' })))!.subject, 'bob');
  for (const remote_user of ['', '(null)', 'bob, root']) assert.equal(await sessions(ask({ remote_user })), null);
  assert.equal(await sessions(ask({})), null);
});

const token = (claims: Record<string, unknown> = {}, key: typeof privateKey | Uint8Array = privateKey, alg = 'ES256') =>
  new SignJWT({
    sub: 'alice',
    iss: 'https://idp.test',
    aud: 'mfa',
    exp: nowS + 60,
    auth_time: nowS - 30,
    sid: 's1',
    ...claims,
  })
    .setProtectedHeader({ alg, kid: 'k' })
    .sign(key);

const bearer = async (text: Promise<string> | string) => ask({ authorization: `Bearer ${await text}` });
const rules = { issuer: 'https://idp.test', audience: 'mfa', now: clock.now };

test('bearer: a token of the issuer for this audience names the person', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: publicKey });
  const provenAt = new Date((nowS - 30) * 1000);
  assert.deepEqual(await sessions(await bearer(token({ preferred_username: 'ali' }))), {
    subject: 'alice',
    id: 's1',
    label: 'ali',
    provenAt,
  });
});

test('bearer: a token without a session id stands for itself', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: publicKey });
  const session = (await sessions(await bearer(token({ sid: undefined, auth_time: undefined }))))!;
  assert.match(session.id, /^[0-9a-f]{64}$/);
});

test('bearer: a renewed token of the same sign-in is the same session, one of another sign-in is not', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: publicKey });
  const idOf = async (claims: object) => (await sessions(await bearer(token({ sid: undefined, ...claims }))))!.id;
  const first = await idOf({ jti: 'a' });
  assert.equal(await idOf({ jti: 'b', exp: nowS + 300 }), first);
  assert.notEqual(await idOf({ jti: 'a', auth_time: nowS }), first);
});

test('bearer: a key set is used too, and an acr that means a second factor is a step-up', async () => {
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
  const sessions = bearerJwtSessions({
    ...rules,
    key: createLocalJWKSet({ keys: [jwk] }),
    stepUpAcr: ['https://refeds.org/profile/mfa'],
  });
  assert.ok((await sessions(await bearer(token({ acr: 'https://refeds.org/profile/mfa' }))))!.steppedUpAt);
  assert.equal((await sessions(await bearer(token({ acr: 'password' }))))!.steppedUpAt, undefined);
});

test('bearer: what is expired, foreign, unsigned or signed by somebody else is nobody', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: publicKey });
  const stranger = await generateKeyPair('ES256');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"root"}').toString('base64url')}.`;
  for (const text of [
    token({ exp: nowS - 1 }),
    token({ exp: undefined }),
    token({ iss: 'https://evil.test' }),
    token({ aud: 'other' }),
    token({ sub: '' }),
    token({}, stranger.privateKey),
    token({}, new TextEncoder().encode(secret), 'HS256'),
    none,
    'nonsense',
  ]) {
    assert.equal(await sessions(await bearer(text)), null);
  }
  assert.equal(await sessions(ask({ authorization: 'Basic YTpi' })), null);
  assert.equal(await sessions(ask({})), null);
});

test('bearer: a token of another kind is nobody, not a failure', async () => {
  const rsa = await generateKeyPair('RS256');
  const es256 = await token();
  const jwk = { ...(await exportJWK(rsa.publicKey)), kid: 'k', alg: 'RS256' };
  for (const [name, key, algorithms] of [
    ['an RSA key', rsa.publicKey, undefined],
    ['a secret', new TextEncoder().encode(secret), ['ES256', 'HS256']],
    ['a set with an RSA key of that name', createLocalJWKSet({ keys: [jwk] }), undefined],
    ['a set without that key', createLocalJWKSet({ keys: [{ ...jwk, kid: 'other' }] }), undefined],
  ] as const) {
    const sessions = bearerJwtSessions({ ...rules, key, ...(algorithms && { algorithms: [...algorithms] }) });
    assert.equal(await sessions(await bearer(es256)), null, name);
  }
});

test('bearer: times that are none, or are still to come, are nobody', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: publicKey, stepUpAcr: ['mfa'] });
  for (const auth_time of [nowS + 31, nowS + 3600, 9e15, 1e300, '1775001600', null])
    assert.equal(await sessions(await bearer(token({ auth_time, acr: 'mfa' }))), null, String(auth_time));
});

test('bearer: a key set that answers with a failure is one, not a sign-out', async (t) => {
  const server = createServer((_, response) => response.writeHead(500).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const key = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`);
  await assert.rejects(bearerJwtSessions({ ...rules, key })(await bearer(token())));
});

test('bearer: a key set that cannot be fetched is a failure, not a sign-out', async () => {
  const sessions = bearerJwtSessions({ ...rules, key: new URL('http://127.0.0.1:9/jwks.json') });
  await assert.rejects(sessions(await bearer(token())));
});

test('several ports: the first that knows the person answers', async () => {
  const cookies = cookieSessions({ secret });
  const sessions = firstOf(cookies, bearerJwtSessions({ ...rules, key: publicKey }));
  assert.equal((await sessions(await bearer(token())))!.id, 's1');
  assert.equal((await sessions(ask({ cookie: (await cookies.issue(alice, ask({}))).split(';')[0]! })))!.label, 'Alice');
  assert.equal(await sessions(ask({})), null);
});
