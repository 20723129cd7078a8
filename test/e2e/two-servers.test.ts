import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { judges, scan } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { freePort } from '../support/free-port.ts';
import { newPerson, type Person } from '../support/person.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';
import { startRoundRobin, type RoundRobin } from '../support/round-robin.ts';
import { Visitor } from '../support/visitor.ts';
import { finish, setUpMail, toAppCode, toKey } from '../support/walks.ts';

/** Two demos on one PostgreSQL: they share the folder with the keys, and one mailbox, which the first one holds. */
interface Pair {
  postgres: PostgresServer;
  demos: [Demo, Demo];
  front: RoundRobin;
  browser: Browser;
  dataDir: string;
}

const postgres = await startPostgres();
const skip = postgres ? false : 'initdb is missing';
const reason = skip ? ` [skipped: ${skip}]` : '';
let pair: Pair;

before(async () => {
  if (!postgres) return;
  await postgres.createDatabase('demo');
  const dataDir = await mkdtemp(join(tmpdir(), 'mfa-elements-demo-'));
  const smtpPort = String(await freePort());
  const shared = { DATABASE_URL: postgres.url('demo') };
  const [first, second, browser] = await Promise.all([
    startDemo({ dataDir, env: { ...shared, SMTP_PORT: smtpPort } }),
    startDemo({ dataDir, env: { ...shared, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` } }),
    launchChromium(),
  ]);
  const front = await startRoundRobin([first.url, second.url]);
  pair = { postgres, demos: [first, second], front, browser, dataDir };
});
after(async () => {
  if (!postgres) return;
  await pair.browser.close();
  await pair.front.stop();
  await Promise.all(pair.demos.map((demo) => demo.end('SIGKILL')));
  postgres.stop();
  await rm(pair.dataDir, { recursive: true });
});

async function visit(language: 'en' | 'ja'): Promise<{ visitor: Visitor; person: Person }> {
  // The first demo has the mailbox.
  const person = await newPerson(pair.demos[0]);
  const context = await pair.browser.newContext();
  await person.enter(context);
  const visitor = new Visitor(await context.newPage(), language);
  await visitor.page.goto(`${pair.front.url}/wizard?lang=${language}`);
  return { visitor, person };
}

for (const language of ['en', 'ja'] as const) {
  test(
    `two servers that take turns with the requests of one person serve both flows as one (${language})${judges}${reason}`,
    { skip },
    async () => {
      const before = [...pair.front.counts];
      const { visitor, person } = await visit(language);
      const { words } = visitor;
      await setUpMail(visitor, person);
      await visitor.press(words.toTheApp);
      await toKey(visitor);
      const app = await scan(visitor);
      await visitor.page.reload();
      await visitor.sees(words.keyOfAnyApp);
      assert.equal(await visitor.key(), app.secret);
      await toAppCode(visitor);
      await visitor.submitAppCode('000000');
      await visitor.reads(words.attemptsLeft(4));
      await visitor.submitAppCode('000001');
      await visitor.reads(words.attemptsLeft(3));
      await finish(visitor, app.code());
      pair.front.counts.forEach((count, index) =>
        assert.ok(count > (before[index] ?? 0) + 5, `server ${index} had ${count}`),
      );
    },
  );
}

test(`wrong codes are counted together, whichever server they come to${reason}`, { skip }, async () => {
  const { visitor, person } = await visit('en');
  const { words } = visitor;
  await setUpMail(visitor, person);
  await visitor.press(words.toTheApp);
  await toKey(visitor);
  await toAppCode(visitor);
  for (const left of [4, 3, 2, 1, 0]) {
    await visitor.submitAppCode(`00000${left}`);
    await visitor.reads(left ? words.attemptsLeft(left) : words.locked);
  }
  for (const { url } of pair.demos) {
    const page = await visitor.page.context().newPage();
    const other = new Visitor(page, 'en');
    await page.goto(`${url}/wizard?lang=en`);
    await other.sees(words.keyOfAnyApp);
    // The lock is there before anybody types.
    await toAppCode(other);
    await other.reads(words.locked);
  }
});
