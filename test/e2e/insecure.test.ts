import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { migrationTexts, othersAccounts, type Exported } from '../support/migration.ts';
import { openGuide, startStaticSite, type StaticSite } from '../support/static-site.ts';
import { transferWords } from '../support/transfer-words.ts';
import { pick } from '../support/transfers.ts';

/** A page without https, and not on this machine as far as the browser can tell. */
let site: StaticSite;
let browser: Browser;
before(async () => {
  [site, browser] = await Promise.all([
    startStaticSite(),
    launchChromium({ args: ['--host-resolver-rules=MAP guide.test 127.0.0.1'] }),
  ]);
  site = { ...site, url: site.url.replace('127.0.0.1', 'guide.test') };
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
after(async () => {
  await browser?.close();
  site?.close();
});

const words = {
  en: {
    insecure: 'This page did not come over a secure connection. Open it with an address that begins with https.',
    sideBySide: 'Do both apps show the same digits?',
    copy: 'Copy the key',
    copied: 'Copied',
    protectedFile: 'This is a protected export of Aegis',
  },
  ja: {
    insecure: 'このページは安全な接続で表示されていません。httpsで始まるアドレスで開いてください。',
    sideBySide: '両方のアプリに同じ数字が表示されていますか',
    copy: 'キーをコピー',
    copied: 'コピーしました',
    protectedFile: 'Aegisの保護されたデータ',
  },
} as const;

for (const language of ['en', 'ja'] as const)
  test(`a page without https says so before a key is brought, copies all the same, and asks to compare no digits it cannot make (${language})`, async () => {
    const { visitor, page, faults } = await openGuide(browser, site, { language, flow: 'sync-smartphone-browser' });
    assert.equal(await page.evaluate(() => isSecureContext), false);
    const { wizard } = visitor;
    const own = words[language];
    await visitor.sees(transferWords[language].bring);
    const alert = wizard.getByRole('alert');
    assert.match(await alert.innerText(), new RegExp(own.insecure));

    // A protected file cannot be opened here, and the password is not asked for.
    const aegis = JSON.stringify({ version: 1, header: { slots: [{ type: 1 }], params: {} }, db: 'AAAA' });
    await wizard
      .getByLabel(transferWords[language].file)
      .setInputFiles([{ name: 'aegis.json', mimeType: 'application/json', buffer: Buffer.from(aegis) }]);
    await wizard.getByText(own.protectedFile).waitFor();
    assert.match(await alert.innerText(), new RegExp(own.insecure));

    const [mine, ...others] = othersAccounts(4) as [Exported, ...Exported[]];
    Object.assign(mine, { issuer: 'Kyoto University', account: 'a0123456' });
    await pick(visitor, migrationTexts([[...others, mine]]));
    await visitor.press(own.copy);
    await wizard.getByRole('button', { name: own.copied }).waitFor();
    await wizard.locator('[part~="primary"]').click();
    await wizard.getByRole('heading', { name: own.sideBySide }).waitFor();
    assert.equal(await wizard.locator('mfa-live-code').count(), 0);
    assert.deepEqual(await faults(), []);
  });
