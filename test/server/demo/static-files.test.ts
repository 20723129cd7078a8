import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { staticFiles } from '../../../src/server/demo/static-files.ts';

const script = `export const words = ${JSON.stringify('one-time password '.repeat(50))};`;
let folder: string;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-elements-files-'));
  await mkdir(join(folder, 'cdn/chunks/abc12345'), { recursive: true });
  await writeFile(join(folder, 'cdn/setup-wizard.js'), script);
  await writeFile(join(folder, 'cdn/chunks/abc12345/words.js'), script);
  await writeFile(join(folder, 'private.js'), 'secret');
  await symlink(join(folder, 'cdn/setup-wizard.js'), join(folder, 'cdn/.hidden.js'));
});
after(() => rm(folder, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) =>
  staticFiles(join(folder, 'cdn'))(new Request('http://localhost/', { headers }), path);

const bodyOf = async (response: Response | null) => Buffer.from(await response!.arrayBuffer());

test('a file travels compressed for those who can read it, and is the same afterwards', async () => {
  const br = await get('setup-wizard.js', { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(br?.headers.get('content-encoding'), 'br');
  assert.equal(brotliDecompressSync(await bodyOf(br)).toString(), script);
  const gz = await get('setup-wizard.js', { 'accept-encoding': 'gzip, br;q=0' });
  assert.equal(gunzipSync(await bodyOf(gz)).toString(), script);
  const plain = await get('setup-wizard.js');
  assert.equal(plain?.headers.get('content-encoding'), null);
  assert.equal((await bodyOf(plain)).toString(), script);
});

test('any origin may load a module, and it is a module to the browser', async () => {
  const { headers } = (await get('setup-wizard.js'))!;
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('chunks are kept for ever, entries are asked for again and answered without a body', async () => {
  const chunk = await get('chunks/abc12345/words.js');
  assert.match(chunk?.headers.get('cache-control') ?? '', /immutable/);
  const entry = await get('setup-wizard.js');
  assert.equal(entry?.headers.get('cache-control'), 'public, no-cache');
  const again = await get('setup-wizard.js', { 'if-none-match': entry?.headers.get('etag') ?? '' });
  assert.equal(again?.status, 304);
});

test('nothing outside the folder, nothing hidden and no folder is served', async () => {
  for (const path of [
    '../private.js',
    'chunks/../../private.js',
    '%2e%2e/private.js',
    '/etc/passwd',
    '.hidden.js',
    'chunks',
    '',
  ]) {
    assert.equal(await get(path), null, path);
  }
});

test('a rebuilt file is served anew', async () => {
  const serve = staticFiles(join(folder, 'cdn'));
  const request = new Request('http://localhost/');
  await writeFile(join(folder, 'cdn/index.js'), 'old');
  assert.equal((await bodyOf(await serve(request, 'index.js'))).toString(), 'old');
  await writeFile(join(folder, 'cdn/index.js'), 'newer');
  assert.equal((await bodyOf(await serve(request, 'index.js'))).toString(), 'newer');
});
