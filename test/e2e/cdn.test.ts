import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { judges, scan } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { fileAt } from '../support/front.ts';
import { newPerson } from '../support/person.ts';
import { Visitor } from '../support/visitor.ts';
import { finish, toAppCode, toKey } from '../support/walks.ts';

interface Integrity {
  files: Record<string, string>;
  snippets: Record<string, string>;
  importMap: string;
}

let demo: Demo;
let browser: Browser;
/** Of somebody else: the files below a path, for pages of every origin. */
let cdn: { server: Server; base: string };
/** A department’s site. */
let site: { server: Server; url: string };
/** With the address of the folder in it, as docs/en/embed.md says. */
let integrity: Integrity;
/** Files that somebody has changed on the way, by their address below the folder. */
const tampered = new Set<string>();

async function listen(handle: RequestListener): Promise<{ server: Server; url: string }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}

const path = '/shared/lib/mfa-elements/';

before(async () => {
  const { server, url } = await listen(({ url: address = '/' }, response) => {
    const file = fileAt({ [path]: 'dist/cdn' }, address);
    response.writeHead(file ? 200 : 404, {
      'access-control-allow-origin': '*',
      ...(file && { 'content-type': file.kind }),
    });
    response.end(file && tampered.has(address.slice(path.length)) ? `${String(file.body)};` : file?.body);
  });
  cdn = { server, base: url + path };
  integrity = JSON.parse(readFileSync('dist/cdn/integrity.json', 'utf8').replaceAll('{base}', cdn.base)) as Integrity;
  site = await listen((request, response) => {
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    const hash = createHash('sha256').update(integrity.importMap).digest('base64');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src ${url} 'sha256-${hash}'; connect-src ${demo.url}; img-src 'self'; ` +
        "require-trusted-types-for 'script'; trusted-types lit-html",
    );
    response.end(`<!doctype html><html lang="en"><title>A department</title>
<script type="importmap">${integrity.importMap}</script>
${integrity.snippets['setup-wizard']}
<mfa-setup-wizard endpoint="${demo.url}/api/mfa" profile="kyoto-u"></mfa-setup-wizard>`);
  });
  [demo, browser] = await Promise.all([startDemo({ env: { ALLOWED_ORIGINS: site.url } }), launchChromium()]);
});
after(async () => {
  await browser.close();
  for (const { server } of [cdn, site]) server.close();
  await demo.end('SIGKILL');
});

/** Somebody with a verified address on the department’s page, and what the browser says. */
async function open() {
  const person = await newPerson(demo);
  await person.verifyMail();
  const context = await browser.newContext();
  await person.enter(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(site.url);
  return { visitor: new Visitor(page, 'en'), complaints, page };
}

test(`manual 2-1 is finished on a strict page whose files lie below a path of another origin, each of them checked${judges}`, async () => {
  const { visitor, complaints } = await open();
  await toKey(visitor);
  const app = await scan(visitor);
  await toAppCode(visitor);
  await finish(visitor, app.code());
  assert.deepEqual(complaints, []);
});

test('every file has its hash, and every entry a piece of HTML with all that comes with it', () => {
  const { files, snippets } = integrity;
  assert.ok(Object.keys(files).length > 100);
  for (const [file, expected] of Object.entries(files)) {
    const hash = createHash('sha384')
      .update(readFileSync(`dist/cdn/${file}`))
      .digest('base64');
    assert.equal(expected, `sha384-${hash}`, file);
  }
  for (const [entry, snippet] of Object.entries(snippets)) {
    assert.match(snippet, new RegExp(`src="${cdn.base}${entry}\\.js"`));
    for (const [, file, hash] of snippet.matchAll(/="([^"]+)" integrity="([^"]+)"/g))
      assert.equal(hash, files[file!.slice(cdn.base.length)]);
  }
});

for (const which of ['setup-wizard.js', '/core.js', '/app-smartphone.flow.js']) {
  test(`${which} is refused once somebody has changed it on the way`, async (t) => {
    const file = Object.keys(integrity.files).find((name) => name.endsWith(which))!;
    tampered.add(file);
    t.after(() => tampered.delete(file));
    const { page, complaints, visitor } = await open();
    if (which.includes('flow')) {
      await visitor.sees(visitor.words.where);
      await visitor.press(visitor.words.smartphone);
    }
    while (!complaints.some((text) => text.includes('integrity'))) await page.waitForEvent('console');
    assert.ok(complaints.some((text) => text.includes(file)));
  });
}
