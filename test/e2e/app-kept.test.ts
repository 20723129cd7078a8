import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { addressOf, isKept, openApp, usualKey } from '../support/app-visitor.ts';
import { judges } from '../support/authenticator.ts';
import { filesWith, newFolder, removeFolder, startBrowser, type KeptBrowser } from '../support/kept-browser.ts';
import { stage } from '../support/stage.ts';
import { inVault, serveVault } from '../support/vault-driver.ts';

/** Nothing in it comes twice: the browser compresses what it merges, and the search would not find it. */
const secret = 'K7QM2XRAJ5TBW4ZNCE6VHDPYG3LSUFIO';
const key = usualKey(secret);
const passphrase = 'correct horse battery staple';
const accountName = 'kitashirakawa-taro';

/** A key or a name in every form in which it might have been written. */
function formsOf(name: string, text: string, raw: Buffer = Buffer.from(text)): [string, Buffer][] {
  const texts = new Map([
    [name, text],
    [`${name}, small`, text.toLowerCase()],
    [`${name}, hexadecimal`, raw.toString('hex')],
    [`${name}, hexadecimal in capitals`, raw.toString('hex').toUpperCase()],
    [`${name}, Base64`, raw.toString('base64').replace(/=+$/, '')],
    [`${name}, Base64 for addresses`, raw.toString('base64url')],
  ]);
  return [
    [`${name}, bytes`, raw],
    ...[...texts].flatMap(([what, form]): [string, Buffer][] => [
      [what, Buffer.from(form)],
      [`${what}, in UTF-16`, Buffer.from(form, 'utf16le')],
    ]),
  ];
}

const bytesOf = (base32: string): Buffer => {
  const bits = [...base32].map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'));
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
};

const secrets = new Map([
  ...formsOf('key', secret, bytesOf(secret)),
  ...formsOf('account', accountName),
  ...formsOf('passphrase', passphrase),
]);

/** So that the search is known to find what is there: the same key in clear, in a database beside the vault. */
const keepInClear = (page: Page): Promise<void> =>
  page.evaluate(
    (text) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('clear', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('texts');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('texts', 'readwrite', { durability: 'strict' });
          transaction.objectStore('texts').put(text, 0);
          transaction.oncomplete = () => resolve();
          transaction.onerror = () => reject(transaction.error!);
        };
      }),
    secret,
  );

test(`what is kept opens in the next run of the browser, and no file of the browser holds it in clear; with a passphrase neither${judges}`, async (t) => {
  const folder = await newFolder();
  t.after(() => removeFolder(folder));
  let browser = await startBrowser(folder);
  let visitor = await openApp(browser.context, stage.demo.url);
  const { own } = visitor;
  await visitor.sees(own.empty);
  await visitor.add(addressOf(accountName, key));
  await browser.close();
  assert.deepEqual(filesWith(folder, secrets), []);

  browser = await startBrowser(folder);
  visitor = await openApp(browser.context, stage.demo.url);
  await visitor.sees(own.codes);
  assert.ok(await visitor.isRight(accountName, key));
  await visitor.lockWithPassphrase(passphrase);
  await browser.close();
  assert.deepEqual(filesWith(folder, secrets), []);

  browser = await startBrowser(folder);
  visitor = await openApp(browser.context, stage.demo.url);
  await visitor.sees(own.locked);
  await visitor.submit(own.passphrase, passphrase, own.unlock);
  await visitor.sees(own.codes);
  assert.ok(await visitor.isRight(accountName, key));
  await keepInClear(visitor.page);
  await browser.close();
  assert.ok(filesWith(folder, secrets).length > 0, 'the search finds what is there in clear');
});

/** Writes a hundred accounts, each twice; answers with those whose writing was confirmed when the browser was killed. */
async function writeUntilKilled(browser: KeptBrowser, round: number, killAfter: number): Promise<string[]> {
  const { page } = await openApp(browser.context, stage.demo.url);
  const confirmed: string[] = [];
  let tellEnough = (): void => undefined;
  const isEnough = new Promise<void>((resolve) => (tellEnough = resolve));
  // The page goes on when it is answered, so that no more than one account is written that we have not heard of.
  await page.exposeFunction('confirm', (name: string) => {
    if (confirmed.push(name) === killAfter) tellEnough();
  });
  const writing = inVault(
    page,
    async (vault, prefix) => {
      for (let number = 0; number < 50; number++) {
        const name = `${prefix}${String(number).padStart(2, '0')}`;
        await vault.rename(await vault.add(name), name);
        await (window as unknown as { confirm(name: string): Promise<void> }).confirm(name);
      }
    },
    'abcdefg'[round]!,
  );
  writing.catch(() => undefined);
  await isEnough;
  await browser.kill();
  return confirmed;
}

test('a browser that is killed in the middle of writing opens again with every account that was confirmed', async (t) => {
  const own = await newFolder();
  t.after(() => removeFolder(own));
  const confirmed: string[] = [];
  for (const [round, killAfter] of [1, 7, 23, 38].entries()) {
    const browser = await startBrowser(own);
    await serveVault(browser.context);
    confirmed.push(...(await writeUntilKilled(browser, round, killAfter)));
  }
  const browser = await startBrowser(own);
  await serveVault(browser.context);
  const visitor = await openApp(browser.context, stage.demo.url);
  await visitor.sees(visitor.own.codes);
  const { at, names, lost } = await inVault(visitor.page, (vault) => vault.look(), null);
  assert.deepEqual([at, lost], ['open', 0]);
  assert.deepEqual(
    confirmed.filter((name) => !names.includes(name)),
    [],
  );
  // Of each round at most the one that was under way is there besides.
  assert.ok(names.length <= confirmed.length + 4, `${names.length} accounts, ${confirmed.length} confirmed`);
  t.diagnostic(`${confirmed.length} confirmed in 4 rounds`);
  await browser.close();
});

test('the page of the app can be installed, in each language', async () => {
  const own = await newFolder();
  const browser = await startBrowser(own);
  try {
    for (const language of ['ja', 'en'] as const) {
      const { page } = await openApp(browser.context, stage.demo.url, language);
      await isKept(page);
      const session = await browser.context.newCDPSession(page);
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      assert.deepEqual(installabilityErrors, []);
      const { data = '{}', errors } = await session.send('Page.getAppManifest');
      assert.deepEqual(errors, []);
      const manifest = JSON.parse(data) as { lang: string; start_url: string };
      assert.deepEqual([manifest.lang, manifest.start_url], [language, `/authenticator?lang=${language}`]);
    }
  } finally {
    await browser.close();
    await removeFolder(own);
  }
});
