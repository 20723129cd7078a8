// Stands before the demo while somebody works on it: each page gets a script that loads it again when told.
import { createServer, request } from 'node:http';

const script = `// Written by scripts/live-front.mjs, in development only.
const told = new EventSource('/live-reload');
told.onmessage = () => location.reload();
`;
const tag = '<script type="module" src="/live-reload.js"></script>';

/**
 * A server that hands requests on to where `upstream` says, once it says so. `reload()` has every open page loaded again.
 * @param {() => Promise<string>} upstream
 */
export function liveFront(upstream) {
  const listeners = new Set();
  const server = createServer((incoming, outgoing) => {
    if (incoming.url === '/live-reload.js')
      return outgoing.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
    if (incoming.url === '/live-reload') {
      outgoing.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(':\n\n');
      listeners.add(outgoing);
      return outgoing.on('close', () => listeners.delete(outgoing));
    }
    return void handOn(incoming, outgoing);
  });

  async function handOn(incoming, outgoing) {
    const isPage = incoming.headers.accept?.includes('text/html');
    // A page is changed on its way, so it comes as it is.
    const headers = isPage ? { ...incoming.headers, 'accept-encoding': 'identity' } : incoming.headers;
    const { method, url } = incoming;
    const onward = request(new URL(url, await upstream()), { method, headers }, (answer) => {
      if (!answer.headers['content-type']?.startsWith('text/html')) {
        outgoing.writeHead(answer.statusCode, answer.headers);
        return answer.pipe(outgoing);
      }
      const changed = { ...answer.headers };
      delete changed['content-length'];
      outgoing.writeHead(answer.statusCode, changed);
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      return answer.on('end', () =>
        outgoing.end(Buffer.concat(pieces).toString('utf8').replace('</head>', `${tag}\n</head>`)),
      );
    });
    onward.on('error', () => {
      if (!outgoing.headersSent) outgoing.writeHead(502, { 'retry-after': '1' });
      outgoing.end();
    });
    incoming.pipe(onward);
  }

  return {
    server,
    reload() {
      for (const listener of listeners) listener.write('data: changed\n\n');
    },
  };
}
