import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { newFolder, removeFolder, startBrowser } from '../support/kept-browser.ts';
import { searchProfile, type Found } from '../support/profile-search.ts';
import { inVault, serveVault, type InPage } from '../support/vault-driver.ts';

/**
 * What is left of a vault in the files of a real browser, searched as somebody would who has copied its folder: every
 * candidate of a key is tried on every candidate of a record.
 */
const words = 'correct horse battery staple';
const later = 'another passphrase of some length';
const address = 'http://localhost:9/vault';

async function openPage(context: BrowserContext): Promise<Page> {
  await serveVault(context);
  await context.route(address, (route) =>
    route.fulfill({ body: '<!doctype html><title>Vault</title>', contentType: 'text/html' }),
  );
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

type Session = (page: Page) => Promise<unknown>;
const doing =
  <Input>(work: (vault: InPage, input: Input) => Promise<unknown>, input: Input): Session =>
  (page) =>
    inVault(page, work, input);

/** One run of the browser after another on the same folder; then it is started once more. Answers what is found then. */
async function after(t: TestContext, runs: Session[], passphrases: string[] = []): Promise<Found> {
  const folder = await newFolder();
  t.after(() => removeFolder(folder));
  let found: Found | undefined;
  for (const run of [...runs, null]) {
    const browser = await startBrowser(folder, { whole: false });
    const page = await openPage(browser.context);
    await run?.(page);
    await browser.close();
    const now = await searchProfile(folder, passphrases);
    if (!run) assert.deepEqual(now.accounts.sort(), found!.accounts.sort(), 'a restart changes nothing of it');
    found = now;
  }
  return found!;
}

const keep = doing(async (vault) => {
  const id = await vault.add('taro');
  for (let times = 0; times < 5; times++) await vault.rename(id, `name ${times}`);
}, null);
const lock = doing((vault, passphrase) => vault.lockWith(passphrase), words);
const inside =
  (work: Session): Session =>
  async (page) => {
    await doing((vault, passphrase) => vault.unlock(passphrase), words)(page);
    await work(page);
  };
const change = inside(doing((vault, [former, next]) => vault.lockWith(next!, former), [words, later]));
const takeOff = inside(doing((vault, passphrase) => vault.takeLockOff(passphrase), words));
const erase = doing((vault) => vault.erase(), null);
const both =
  (...sessions: Session[]): Session =>
  async (page) => {
    for (const session of sessions) await session(page);
  };

const nothing = { vaultKeys: [] as string[], accounts: [] as string[] };
const usable = ({ vaultKeys, accounts }: Found) => ({ vaultKeys, accounts });

test('without a lock the search finds keys and accounts, also the overwritten ones: so it can fail', async (t) => {
  for (const runs of [[keep], [keep, keep]]) {
    const { vaultKeys, accounts } = await after(t, runs);
    assert.equal(vaultKeys.length, 1);
    assert.ok(accounts.length >= 6, `${accounts.length} accounts`);
    assert.ok(accounts.every((each) => each.includes('"secret":"')));
  }
});

test('with the passphrase the search finds them as well: so it tries the locks, too', async (t) => {
  const { accounts } = await after(t, [both(lock, keep)], [words]);
  assert.ok(accounts.length > 0);
});

test('when the lock comes before the first account, no file of the browser holds a usable key, ever', async (t) => {
  for (const runs of [[both(lock, keep)], [lock, inside(keep)], [both(lock, keep), inside(keep)]])
    assert.deepEqual(usable(await after(t, runs)), nothing);
});

const many = doing(async (vault) => {
  for (const account of ['taro', 'hanako', 'jiro']) {
    const id = await vault.add(account);
    for (let times = 0; times < 100; times++) await vault.rename(id, `name ${times}`);
  }
}, null);

const lateLocks: [string, Session[]][] = [
  ['in the same run', [both(keep, lock)]],
  ['in a later run', [keep, keep, lock]],
  ['after many writings', [many, keep, both(many, lock)]],
  ['and more is written then', [keep, both(lock, keep), inside(keep)]],
];
for (const [when, runs] of lateLocks)
  test(`when the lock comes after the first account, ${when}, no usable key is left`, async (t) => {
    assert.deepEqual(usable(await after(t, runs)), nothing);
  });

test('a passphrase that has leaked opens nothing after it was changed', async (t) => {
  for (const runs of [
    [both(lock, keep), change],
    [keep, lock, inside(keep), change],
  ])
    assert.deepEqual(usable(await after(t, runs, [words])), nothing);
});

test('without its last lock the vault opens by itself, as it says; a lock that comes back closes it', async (t) => {
  const open = await after(t, [both(lock, keep), takeOff]);
  assert.equal(open.vaultKeys.length, 1);
  assert.ok(open.accounts.length > 0);
  assert.deepEqual(usable(await after(t, [both(lock, keep), takeOff, both(keep, lock)])), nothing);
});

test('after wiping, nothing is left that can be used', async (t) => {
  for (const runs of [
    [both(keep, erase)],
    [keep, keep, erase],
    [many, both(many, erase)],
    [both(keep, lock), erase],
    [keep, both(erase, keep, erase)],
  ])
    assert.deepEqual(usable(await after(t, runs, [words])), nothing);
});
