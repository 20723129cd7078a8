// WebKit by W3C WebDriver (https://www.w3.org/TR/webdriver2/): the MiniBrowser of WebKitGTK on a screen that nobody sees.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { engineNamed } from '../../scripts/engines.mjs';

/** §17.4.2; any other key is the character it types. */
const keys = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  Space: ' ',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A screen of our own, even where the machine has one: windows would take the focus from one another. */
async function startScreen(children) {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  children.push(screen);
  const [number] = await once(screen.stdio[3], 'data');
  return `:${String(number).trim()}`;
}

/** The driver says nothing when it listens, so it is asked until it answers. */
async function untilReady(ask) {
  const untilMs = Date.now() + 30_000;
  for (;;) {
    try {
      return await ask('GET', '/status');
    } catch (error) {
      if (Date.now() > untilMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** One window. `ask` is a command of the session: method, path below the session, body; answers its value. */
export async function startWebKit() {
  const children = [];
  const end = () => children.splice(0).forEach((child) => child.kill());
  process.once('exit', end);

  const DISPLAY = await startScreen(children);
  const base = `http://127.0.0.1:${await freePort()}`;
  const driver = spawn('WebKitWebDriver', ['--host=127.0.0.1', `--port=${new URL(base).port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY },
  });
  children.push(driver);

  async function send(method, path, body) {
    const answer = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  }
  await untilReady(send);
  const options = { binary: engineNamed('webkit').path(), args: ['--automation'] };
  const { sessionId, capabilities } = await send('POST', '/session', {
    capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } },
  });
  const ask = (method, path, body) => send(method, `/session/${sessionId}${path}`, body);

  return {
    version: capabilities.browserVersion,
    ask,
    open: (url) => ask('POST', '/url', { url }),
    run: (script, args = []) => ask('POST', '/execute/sync', { script, args }),
    /** Presses each in turn: a character, or a key by its name. */
    press: (...names) =>
      ask('POST', '/actions', {
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: names
              .map((name) => keys[name] ?? name)
              .flatMap((value) => [
                { type: 'keyDown', value },
                { type: 'keyUp', value },
              ]),
          },
        ],
      }),
    async close() {
      await ask('DELETE', '').catch(() => undefined);
      end();
    },
  };
}
