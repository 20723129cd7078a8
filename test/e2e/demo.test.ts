import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { startDemo, type Demo } from '../support/demo.ts';

let demo: Demo;
before(async () => {
  demo = await startDemo();
});
after(() => demo.end('SIGKILL'));

async function cookieOf(user: string, { url }: Demo = demo): Promise<string> {
  const response = await fetch(`${url}/sign-in?user=${user}`, { redirect: 'manual' });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

const account = async (cookie: string, { url }: Demo = demo) =>
  (await fetch(`${url}/api/mfa/account`, { headers: { cookie } })).json();

function beginMail(cookie: string, address: string, { url }: Demo = demo) {
  const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  return fetch(`${url}/api/mfa/mail`, { method: 'POST', headers, body: JSON.stringify({ address }) });
}

test('it is healthy, and knows nobody who has not signed in', async () => {
  assert.equal((await fetch(`${demo.url}/healthz`)).status, 200);
  assert.equal((await fetch(`${demo.url}/api/mfa/account`)).status, 401);
});

test('a code asked for arrives in the mailbox of its address', async () => {
  const answer = await beginMail(await cookieOf('mail-reader'), 'mail-reader@example.org');
  assert.equal(answer.status, 200);
  const mails = await (await fetch(`${demo.url}/mailbox.json?to=mail-reader@example.org`)).json();
  assert.equal(mails.length, 1);
  assert.match(mails[0].text, /\b\d{8}\b/);
});

const endings = [
  { signal: 'SIGTERM', code: 0, title: 'asked to stop it ends well, and the next one finds what was stored' },
  { signal: 'SIGKILL', code: null, title: 'what was stored survives a crash' },
] as const;

for (const { signal, code, title } of endings) {
  test(title, async (t) => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mfa-elements-demo-'));
    t.after(() => rm(dataDir, { recursive: true }));
    const first = await startDemo({ dataDir });
    const cookie = await cookieOf('keeper', first);
    await beginMail(cookie, 'keeper@example.org', first);
    assert.equal(await first.end(signal), code);

    const second = await startDemo({ dataDir });
    t.after(() => second.end('SIGTERM'));
    const { pending } = (await account(cookie, second)) as { pending: { mail: { address: string } } };
    assert.equal(pending.mail.address, 'k***@example.org');
  });
}

/** Runs the demo where it must refuse; answers its exit code and words. */
async function refusedStart(env: Record<string, string>): Promise<{ code: number | null; words: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/demo/main.ts'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', (chunk) => (words += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, words };
}

test('a port that is taken is said in plain words, before the database is touched', async () => {
  const { port } = new URL(demo.url);
  const { code, words } = await refusedStart({ PORT: port, HOST: '127.0.0.1', DATA_DIR: demo.dataDir });
  assert.equal(code, 1);
  assert.match(words, new RegExp(`Port ${port} is in use`));
  assert.doesNotMatch(words, / at .*\.ts/);
});

test('a data folder in use is said in plain words, and the first demo goes on', async () => {
  const { code, words } = await refusedStart({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: demo.dataDir });
  assert.equal(code, 1);
  assert.match(words, /in use by process \d+/);
  assert.equal((await fetch(`${demo.url}/healthz`)).status, 200);
});
