import assert from 'node:assert/strict';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { createDemoApp } from '../../../src/server/demo/app.ts';
import { promisedPolicy } from '../../../src/server/demo/security-headers.ts';
import { cookieSessions } from '../../../src/server/sessions/cookie.ts';

let cdnFolder: string;
before(async () => {
  cdnFolder = await mkdtemp(join(tmpdir(), 'mfa-elements-cdn-'));
  await mkdir(join(cdnFolder, 'chunks/abc12345'), { recursive: true });
  await writeFile(join(cdnFolder, 'authenticator.js'), '');
  await writeFile(join(cdnFolder, 'chunks/abc12345/core.js'), '');
});
after(() => rm(cdnFolder, { recursive: true }));

const ask = (path: string, folder = cdnFolder) =>
  createDemoApp({
    api: async () => new Response(),
    health: async () => Response.json({ ok: true }),
    sessions: cookieSessions({ secret: 'a cookie secret of more than 32 characters' }),
    mailbox: null,
    cdnFolder: folder,
  }).request(path);

/** What the worker says it keeps. */
async function kept(): Promise<{ version: string; pages: Record<string, string>; files: string[] }> {
  const text = await (await ask('/authenticator-worker.js')).text();
  return JSON.parse(/^const kept = (.+);$/m.exec(text)?.[1] ?? '') as Awaited<ReturnType<typeof kept>>;
}

test('each file that the worker keeps is there, and each picture of the manifest has the size it says', async () => {
  const { pages, files } = await kept();
  assert.ok(files.includes('/mfa-elements/chunks/abc12345/core.js'));
  for (const path of [...Object.values(pages), ...files]) assert.equal((await ask(path)).status, 200, path);
  const manifest = await ask('/authenticator.webmanifest?lang=ja');
  assert.equal(manifest.headers.get('content-type'), 'application/manifest+json');
  const { icons } = (await manifest.json()) as { icons: { src: string; sizes: string; type: string }[] };
  for (const { src, sizes, type } of icons) {
    const response = await ask(src);
    assert.equal(response.headers.get('content-type'), type);
    if (type !== 'image/png') continue;
    // PNG (W3C) §11.2.1: the header has width and height at 16 and 20.
    const picture = await readFile(join('src/server/demo/assets', src));
    assert.equal(`${picture.readUInt32BE(16)}x${picture.readUInt32BE(20)}`, sizes, src);
  }
});

test('what changes in a file is a new version, and nothing else is', async () => {
  const before = await kept();
  assert.deepEqual(await kept(), before);
  await appendFile(join(cdnFolder, 'chunks/abc12345/core.js'), ' ');
  assert.notEqual((await kept()).version, before.version);
});

test('only the page of the app is allowed one more policy, and nothing that was promised is taken back', async () => {
  const policy = (await ask('/authenticator')).headers.get('content-security-policy') ?? '';
  assert.ok(policy.startsWith(`${promisedPolicy} authenticator-page; manifest-src 'self'`));
  const other = (await ask('/')).headers.get('content-security-policy') ?? '';
  assert.doesNotMatch(other, /authenticator-page|manifest-src/);
});

test('without the element there is no worker either', async () => {
  assert.equal((await ask('/authenticator-worker.js', join(cdnFolder, 'chunks'))).status, 404);
});
