// Element tests in real browsers. `npm test` calls this with COUNTS_FILE, `npx wtr` works alone.
import { writeFileSync } from 'node:fs';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import { engineNamed, engines } from './scripts/engines.mjs';
import { reachedStates } from './test/support/reached-states.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

// One page at a time in each: one behind another gets no frames, and what reads a camera waits for them.
const concurrency = 1;
const launchers = {
  chromium: () =>
    chromeLauncher({
      concurrency,
      launchOptions: {
        executablePath: engineNamed('chromium').path(),
        // No sandbox: containers run the tests as root.
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
      },
    }),
  // By WebDriver BiDi, which the launcher for Chrome speaks as well.
  firefox: () =>
    chromeLauncher({
      concurrency,
      puppeteer,
      launchOptions: { browser: 'firefox', executablePath: engineNamed('firefox').path(), headless: true },
    }),
  webkit: webkitLauncher,
};
const leftOut = engines.filter(({ whyNot }) => whyNot);

/**
 * Counts for scripts/test.mjs. A file that did not even load counts as one failure, an engine that is left out as one
 * skipped.
 */
const countReporter = {
  onTestRunFinished({ sessions }) {
    for (const { title, whyNot } of leftOut) console.log(`Skipped: the element tests in ${title} (${whyNot})`);
    if (!process.env.COUNTS_FILE) return;
    const counts = { passed: 0, failed: 0, skipped: leftOut.length };
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

/** Paths that an engine does not get, by its user agent; it has one page at a time. */
const refused = new Map();

/**
 * After `POST /refuse-files?path=…` this page does not get what begins with one of the paths, as if the network had
 * gone. The next page gets everything again.
 */
function refuseFiles(context, next) {
  const agent = context.get('user-agent');
  if (context.path === '/refuse-files') {
    refused.set(agent, [context.query.path ?? []].flat());
    // What came for another page would come from there.
    context.set('clear-site-data', '"cache"');
    context.status = 204;
    return undefined;
  }
  if (context.query['wtr-session-id']) refused.delete(agent);
  if (!refused.get(agent)?.some((path) => context.path.startsWith(path))) return next();
  context.respond = false;
  context.req.destroy();
  return undefined;
}

let states;

/** `/reached-states.json`: one walk for all engines, begun when the first of them asks. */
async function handOutStates(context, next) {
  if (context.path !== '/reached-states.json') return next();
  states ??= reachedStates('everywhere');
  context.type = 'json';
  context.body = await states;
  return undefined;
}

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
  files: 'test/{elements,screens,flow-table,page}/**/*.test.ts',
  // Lit's development build: its warnings count as failures. The end-to-end tests run what is shipped.
  nodeResolve: { exportConditions: ['development'] },
  middleware: [refuseFiles, handOutStates, anotherCopy],
  plugins: [withoutNodeCrypto, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: './tsconfig.json' })],
  concurrentBrowsers: Number(process.env.BROWSERS_AT_ONCE ?? 2),
  browsers: engines.filter(({ whyNot }) => !whyNot).map(({ name }) => launchers[name]()),
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  // A file that draws every screen of every flow takes its time on a busy machine.
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter(), countReporter],
};
