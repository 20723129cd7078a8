import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import test, { after } from 'node:test';
import { liveFront } from '../../scripts/live-front.mjs';

/** What `npm run dev` puts before the demo. */
const demo = createServer((request, response) => {
  if (request.url === '/page') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return response.end('<html><head></head><body>見本</body></html>');
  }
  return response.setHeader('x-method', request.method!).end(`${request.headers.host} ${request.headers.origin}`);
});
const front = liveFront(async () => `http://127.0.0.1:${(demo.address() as AddressInfo).port}/`);
for (const server of [demo, front.server]) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
}
const { port } = front.server.address() as AddressInfo;
const url = `http://127.0.0.1:${port}`;
after(() => {
  for (const server of [demo, front.server]) {
    server.close();
    server.closeAllConnections();
  }
});

test('a page gets the script that loads it again, and nothing else changes', async () => {
  const page = await (await fetch(`${url}/page`, { headers: { accept: 'text/html' } })).text();
  assert.equal(
    page,
    '<html><head><script type="module" src="/live-reload.js"></script>\n</head><body>見本</body></html>',
  );
  const script = await fetch(`${url}/live-reload.js`);
  assert.match(script.headers.get('content-type')!, /^text\/javascript/);
});

test('what is no page is handed on as it is, with the host and the origin that the browser names', async () => {
  const answer = await fetch(`${url}/api`, { method: 'POST', body: 'x', headers: { origin: url } });
  assert.equal(answer.headers.get('x-method'), 'POST');
  assert.equal(await answer.text(), `127.0.0.1:${port} ${url}`);
});

test('every open page is told when something has changed', async () => {
  const told = await fetch(`${url}/live-reload`);
  const reader = told.body!.pipeThrough(new TextDecoderStream()).getReader();
  assert.equal((await reader.read()).value, ':\n\n');
  front.reload();
  assert.equal((await reader.read()).value, 'data: changed\n\n');
  await reader.cancel();
});

test('a demo that is not there is said to come back', async () => {
  const { server } = liveFront(async () => 'http://127.0.0.1:9/');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { status } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.close();
  assert.equal(status, 502);
});
