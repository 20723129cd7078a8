// Test files in WebKit for Web Test Runner: one window, one file after another. Only the commands that tests here use.
import { startWebKit } from './webkit.mjs';

export function webkitLauncher() {
  const active = new Map();
  let starting;
  let webkit;
  return {
    name: 'WebKit',
    type: 'webdriver',
    concurrency: 1,
    async initialize() {},
    async startSession(id, url) {
      active.set(id, url);
      webkit = await (starting ??= startWebKit());
      // Answered when the page has loaded, and the runner waits for its tests by itself.
      webkit.open(url).catch(() => undefined);
    },
    isActive: (id) => active.has(id),
    getBrowserUrl: (id) => active.get(id),
    async stopSession(id) {
      await webkit.open('about:blank');
      active.delete(id);
      return {};
    },
    startDebugSession() {
      throw new Error('Open the address of the runner in MiniBrowser by hand.');
    },
    async stop() {
      await webkit?.close();
    },
    sendKeys: (_id, names) => webkit.press(...names),
    takeScreenshot: async () => Buffer.from(await webkit.ask('GET', '/screenshot'), 'base64'),
  };
}
