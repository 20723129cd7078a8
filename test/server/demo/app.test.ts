import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { createDemoApp } from '../../../src/server/demo/app.ts';
import { createMailbox } from '../../../src/server/demo/mailbox.ts';
import { promisedPolicy } from '../../../src/server/demo/security-headers.ts';
import { cookieSessions } from '../../../src/server/sessions/cookie.ts';

const mailbox = createMailbox();
let cdnFolder: string;
before(async () => {
  cdnFolder = await mkdtemp(join(tmpdir(), 'mfa-elements-cdn-'));
  await writeFile(join(cdnFolder, 'setup-wizard.js'), '');
});
after(() => rm(cdnFolder, { recursive: true }));

/** The portal with an API that only says it was asked. */
function ask(path: string, init: RequestInit = {}, box: typeof mailbox | null = mailbox) {
  const app = createDemoApp({
    api: async ({ url }) => new Response(`api ${new URL(url).pathname}`),
    health: async () => Response.json({ ok: true }),
    sessions: cookieSessions({ secret: 'a cookie secret of more than 32 characters' }),
    mailbox: box,
    cdnFolder,
    hosts: ['demo.example'],
  });
  return app.request(path, init);
}

const pages = ['/', '/wizard', '/guide', '/strict-csp', '/mailbox', '/sign-in'];

for (const path of pages) {
  test(`${path} is a page in each language, under the promised policy, without inline code or style`, async () => {
    for (const language of ['ja', 'en']) {
      const response = await ask(`${path}?lang=${language}`);
      const text = await response.text();
      assert.equal(response.status, 200);
      assert.match(text, new RegExp(`<html lang="${language}">`));
      assert.ok(response.headers.get('content-security-policy')?.startsWith(promisedPolicy));
      assert.doesNotMatch(text, /<style|<script(?![^>]* src=)[^>]*>|\s(style|on\w+)=/);
    }
  });
}

test('a page speaks the language chosen before, without being asked again', async () => {
  const first = await ask('/wizard?lang=ja');
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.match(await (await ask('/', { headers: { cookie, 'accept-language': 'en' } })).text(), /<html lang="ja">/);
});

test('only pages whose element has been built are served and linked', async () => {
  assert.equal((await ask('/devices')).status, 404);
  assert.doesNotMatch(await (await ask('/')).text(), /href="\/devices"/);
});

test('an unknown address is answered in the language of the reader', async () => {
  const response = await ask('/nowhere?lang=ja');
  assert.equal(response.status, 404);
  assert.match(await response.text(), /ページが見つかりません/);
});

test('what stands in the address is escaped on the page', async () => {
  const text = await (await ask('/sign-in?return=/%22%3E%3Cscript%3Ealert(1)%3C/script%3E')).text();
  assert.doesNotMatch(text, /<script>alert/);
});

test('a request for `//host` is given no link to that host', async () => {
  const text = await (await ask('http://localhost//evil.example/x?lang=en')).text();
  assert.doesNotMatch(text, /(href|action)="[^"?]*evil\.example/);
  assert.match(text, /href="\/\?lang=ja"/);
});

test('signing in leads back, and the person stands on the page until they leave', async () => {
  const page = await (await ask('/sign-in?lang=ja&return=/wizard%3Flang%3Dja')).text();
  const [form = ''] = /<form method="post" action="\/sign-in">(?:(?!<\/form>)[^])*吉田 花子/.exec(page) ?? [];
  const fields = [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)]
    .slice(-2)
    .map(([, name, value]) => [name!, value!]);
  const body = new URLSearchParams(fields);
  const signedIn = await ask('/sign-in', { method: 'POST', body, headers: { origin: 'http://localhost' } });
  assert.equal(signedIn.status, 303);
  assert.equal(signedIn.headers.get('location'), '/wizard?lang=ja');
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  assert.match(await (await ask('/?lang=ja', { headers: { cookie } })).text(), /吉田 花子/);
  const left = await ask('/sign-out', { method: 'POST', headers: { cookie } });
  assert.match(left.headers.get('set-cookie') ?? '', /^mfa_session=; Max-Age=0/);
});

test('no page of another site signs anybody in or out, by a form, a link or a picture', async () => {
  const body = new URLSearchParams({ user: 'mallory', return: '/' });
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    for (const response of [
      await ask('/sign-in', { method: 'POST', body, headers }),
      await ask('/sign-in?user=mallory', { headers }),
      await ask('/sign-out', { method: 'POST', headers }),
      await ask('/sign-out', { headers }),
    ])
      assert.equal(response.headers.get('set-cookie'), null, JSON.stringify(headers));
  }
  for (const headers of [{}, { 'sec-fetch-site': 'none' }, { 'sec-fetch-site': 'same-origin' }])
    assert.equal((await ask('/sign-in?user=alice', { headers })).status, 303, 'typed, or asked for by a program');
});

test('only the names of this machine, and those it was told, are answered: another one may be a page that rebinds its own', async () => {
  for (const host of ['localhost:5173', '127.0.0.1', '[::1]:80', 'demo.example'])
    assert.equal((await ask(`http://${host}/`)).status, 200, host);
  for (const path of [
    '/',
    '/sign-in?user=alice',
    '/api/mfa/account',
    '/mailbox.json',
    '/mfa-elements/setup-wizard.js',
  ]) {
    for (const host of ['evil.example', 'localhost.evil.example', '10.0.0.1', 'xlocalhost']) {
      const response = await ask(`http://${host}${path}`);
      assert.equal(response.status, 421, host);
      assert.equal(response.headers.get('set-cookie'), null);
    }
  }
});

test('a name that is none signs nobody in', async () => {
  for (const user of ['', 'Alice', '../x', 'a'.repeat(40), '<b>']) {
    const response = await ask(`/sign-in?user=${encodeURIComponent(user)}`);
    assert.equal(response.status, 200, user);
    assert.equal(response.headers.get('set-cookie'), null);
  }
});

test('the back end answers below /api/mfa/, and /healthz says how it is', async () => {
  assert.equal(await (await ask('/api/mfa/account', { method: 'DELETE' })).text(), 'api /api/mfa/account');
  assert.deepEqual(await (await ask('/healthz')).json(), { ok: true });
});

test('mail that goes to another server has no page here', async () => {
  assert.equal((await ask('/mailbox.json', {}, null)).status, 404);
  assert.doesNotMatch(await (await ask('/', {}, null)).text(), /href="\/mailbox"/);
});
