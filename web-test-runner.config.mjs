// Element tests in real browsers. `npm test` calls this with COUNTS_FILE, `npx wtr` works alone.
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';

const chromium = chromeLauncher({
  // One page at a time: one behind another gets no frames, and what reads a camera waits for them.
  concurrency: 1,
  launchOptions: {
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    // No sandbox: containers run the tests as root.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
  },
});

/** Counts for scripts/test.mjs. A file that did not even load counts as one failure. */
const countReporter = {
  onTestRunFinished({ sessions }) {
    if (!process.env.COUNTS_FILE) return;
    const counts = { passed: 0, failed: 0, skipped: 0 };
    const walk = (suite) => {
      for (const test of suite?.tests ?? []) counts[test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed'] += 1;
      for (const inner of suite?.suites ?? []) walk(inner);
    };
    for (const session of sessions) {
      const before = counts.failed;
      walk(session.testResults);
      if (!session.passed && counts.failed === before) counts.failed += 1;
    }
    writeFileSync(process.env.COUNTS_FILE, JSON.stringify(counts));
  },
};

/** `executeServerCommand('refuse-files', { urls })`: from then on this page does not get the files, as if the network had gone. */
const refuseFiles = {
  name: 'refuse-files',
  async executeCommand({ command, payload, session }) {
    if (command !== 'refuse-files') return undefined;
    const page = session.browser.getPage(session.id);
    const devtools = (page.devtoolsOfTests ??= await page.createCDPSession());
    await devtools.send('Network.enable');
    await devtools.send('Network.setBlockedURLs', { urls: payload.urls });
    return true;
  },
};

/** `/another-copy/…` is `/node_modules/…` once more: modules of a host page that has its own copy of a package. */
function anotherCopy(context, next) {
  context.url = context.url.replace(/^\/another-copy\//, '/node_modules/');
  return next();
}

/** @hpke looks for Node’s cryptography where there is no global one; no browser gets there. */
const withoutNodeCrypto = {
  name: 'without-node-crypto',
  resolveImport: ({ source, context }) =>
    source === 'crypto' && context.path.includes('/@hpke/') ? './no-node-here.js' : undefined,
};

export default {
  files: 'test/elements/**/*.test.ts',
  // Lit's development build: its warnings count as failures. The end-to-end tests run what is shipped.
  nodeResolve: { exportConditions: ['development'] },
  middleware: [anotherCopy],
  plugins: [withoutNodeCrypto, refuseFiles, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' })],
  browsers: [chromium],
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  // A file that draws every screen of every flow takes its time on a busy machine.
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter(), countReporter],
};
