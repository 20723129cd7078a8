// `npm run dev`: the demo, and what it shows stays fresh. Elements are built again when one of their files changes, the
// back end and the portal start again when one of theirs does, and open pages are loaded again after either.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { liveFront } from './live-front.mjs';

const port = Number(process.env.PORT ?? 5173);
const host = process.env.HOST ?? '127.0.0.1';

/** Where the demo is now, once it has started. */
let tellAddress;
let address = new Promise((resolve) => (tellAddress = resolve));

const { server, reload } = liveFront(() => address);
server.on('error', (error) => {
  console.error(`mfa-elements could not start. ${error.message}`);
  process.exit(1);
});
await new Promise((resolve) => server.listen(port, host, resolve));

const watcher = await build({ logLevel: 'warn', build: { watch: {} } });
await new Promise((resolve) => {
  watcher.on('event', ({ code, error, result }) => {
    if (code === 'ERROR') console.error(error.message);
    void result?.close();
    if (code !== 'END') return;
    resolve();
    reload();
  });
});

const demo = spawn(
  process.execPath,
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'src/server/demo/main.ts'],
  {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
let isFirst = true;
createInterface({ input: demo.stdout }).on('line', (line) => {
  const [, own] = /open http:\/\/localhost:(\d+)\//.exec(line) ?? [];
  if (!own) return console.log(line);
  tellAddress(`http://127.0.0.1:${own}/`);
  address = Promise.resolve(`http://127.0.0.1:${own}/`);
  reload();
  console.log(
    isFirst
      ? `mfa-elements is running: open http://localhost:${server.address().port}/ in a browser. Ctrl+C stops it.`
      : 'The demo has started again.',
  );
  isFirst = false;
});
demo.on('exit', (code) => process.exit(code ?? 1));
// It reads its style sheet and its pictures anew each time.
watch('src/server/demo/assets', reload);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => demo.kill(signal));
