import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { judges, scan } from '../support/authenticator.ts';
import { launchChromium } from '../support/chromium.ts';
import { migrationTexts, othersAccounts, type Exported } from '../support/migration.ts';
import { openGuide, startStaticSite, type StaticSite } from '../support/static-site.ts';
import { transferWords } from '../support/transfer-words.ts';
import { assertLive, extension, pick, toReader } from '../support/transfers.ts';
import type { Visitor } from '../support/visitor.ts';

let site: StaticSite;
let browser: Browser;
before(async () => {
  [site, browser] = await Promise.all([startStaticSite(), launchChromium()]);
});
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
after(async () => {
  await browser?.close();
  site?.close();
});

/** Every flow of guide mode, and the heading it ends with. */
const ends = {
  mail: { en: 'Mail is set up', ja: 'メールの設定が完了しました' },
  'app-smartphone': { en: 'The app is set up', ja: 'アプリの設定が完了しました' },
  'app-browser': { en: 'The app is set up', ja: 'アプリの設定が完了しました' },
  'sync-smartphone-smartphone': { en: transferWords.en.worksToo, ja: transferWords.ja.worksToo },
  'sync-browser-smartphone': { en: transferWords.en.worksToo, ja: transferWords.ja.worksToo },
  'sync-smartphone-browser': { en: transferWords.en.worksToo, ja: transferWords.ja.worksToo },
  'sync-browser-browser': { en: transferWords.en.worksToo, ja: transferWords.ja.worksToo },
  'change-device': { en: transferWords.en.takenOver, ja: transferWords.ja.takenOver },
  reset: { en: 'The old codes no longer work', ja: 'これまでのコードは使えなくなりました' },
  wipe: { en: 'The computer no longer shows your codes', ja: 'このパソコンにコードは表示されなくなりました' },
} as const;

/** The institution's account among others, as one code of Google Authenticator. */
function exportWith(issuer: string): { mine: Exported; text: string } {
  const [mine, ...others] = othersAccounts(4) as [Exported, ...Exported[]];
  Object.assign(mine, { issuer, account: 'a0123456' });
  const [text] = migrationTexts([[...others, mine]]) as [string];
  return { mine, text };
}

const isJapanese = (text: string): boolean => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(text);

/** Does what a screen offers first: brings what is asked for, types, presses. */
async function goOn({ wizard, language, words }: Visitor, bring: () => Promise<void>): Promise<void> {
  if (await wizard.locator('mfa-key-reader').count()) return bring();
  const field = wizard.getByRole('textbox', { name: words.addressField });
  if (await field.count()) await field.fill(`${language}@example.org`);
  await wizard.locator('[part~="primary"], [part~="choice"]').first().click();
}

/** From the first screen to the one with this heading; answers the headings on the way. */
async function walk(visitor: Visitor, end: string): Promise<string[]> {
  const { text } = exportWith('Kyoto University');
  const bring = async () => {
    await visitor.press(transferWords[visitor.language].asPicture);
    await pick(visitor, [text]);
  };
  const heading = (other = '') => visitor.wizard.locator(`section[aria-busy="false"] > h2${other}`).innerText();
  const seen = [await heading()];
  while (seen.at(-1) !== end) {
    await goOn(visitor, bring);
    seen.push(await heading(`:not(:text-is(${JSON.stringify(seen.at(-1))}))`));
  }
  return seen;
}

for (const language of ['en', 'ja'] as const) {
  for (const [flow, end] of Object.entries(ends)) {
    test(`without a back end ${flow} is followed to its end, and nothing is asked for but script files (${language})`, async () => {
      const { visitor, faults, heard } = await openGuide(browser, site, { language, flow });
      const headings = await walk(visitor, end[language]);
      assert.deepEqual(
        headings.filter((heading) => isJapanese(heading) !== (language === 'ja')),
        [],
      );
      assert.deepEqual(await heard('mfa-complete'), [`mfa-complete {"flow":"${flow}"}`]);
      assert.deepEqual(await faults(), []);
    });
  }

  test(`2-5 without a back end: a picture is read, the code compared, and the institution’s pages are a link away (${language})${judges}`, async () => {
    const { visitor, faults, heard } = await openGuide(browser, site, { language, flow: 'sync-smartphone-browser' });
    const own = transferWords[language];
    const { mine, text } = exportWith(language === 'ja' ? '京都大学' : 'Kyoto University');
    await toReader(visitor);
    await pick(visitor, [text]);
    await visitor.sees(own.addKey(extension));
    const copy = await scan(visitor);
    assert.equal(copy.secret, mine.secret);
    await visitor.press(own.showsDigits);
    await visitor.sees(own.showsThese);
    await assertLive(visitor, copy);
    const manuals = visitor.wizard.getByRole('link', { name: own.manuals });
    assert.match((await manuals.getAttribute('href')) ?? '', /^https:\/\/www\.iimc\.kyoto-u\.ac\.jp\//);
    assert.deepEqual(await heard('mfa-complete'), []);
    await visitor.press(own.same);
    await visitor.sees(own.worksToo);
    await manuals.waitFor();
    assert.deepEqual(await heard('mfa-complete'), ['mfa-complete {"flow":"sync-smartphone-browser"}']);
    assert.deepEqual(await faults(), []);
  });
}

test('without a back end a flow begins even when what is known of the institution arrives last', async () => {
  const { visitor, faults } = await openGuide(browser, site, {
    language: 'en',
    flow: 'sync-smartphone-browser',
    prepare: (page) => {
      const flow = page.waitForRequest(/sync-smartphone-browser\.flow/);
      return page.route('**/kyoto-u.guide-*.js', async (route) => {
        await page.evaluate((address) => import(address), (await flow).url());
        await route.continue();
      });
    },
  });
  await visitor.sees(transferWords.en.bring);
  assert.deepEqual(await faults(), []);
});
