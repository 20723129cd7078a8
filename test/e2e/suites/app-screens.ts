import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import type { Locator } from 'playwright-core';
import { appTour } from '../../support/app-tour.ts';
import { addressOf, openApp, usualKey } from '../../support/app-visitor.ts';
import { loadAxe } from '../../support/axe.ts';
import { KeyboardVisitor } from '../../support/keyboard-visitor.ts';
import { complaintsInAllLooks } from '../../support/looks.ts';
import { stage } from '../../support/stage.ts';

const watchLiveRegions = readFileSync('test/support/live-regions.js', 'utf8');
const key = usualKey('APPSCREEN2APPSCREEN3APPSCREEN4AA');

/** What can be pressed and is lower than 44 px, folded away apart. */
const smallTargets = (element: Locator): Promise<string[]> =>
  element.evaluate((host) =>
    (window as unknown as { mfaTest: { below(host: Element): Element[] } }).mfaTest
      .below(host)
      .filter((each) => each.matches('button, input, a[href], summary') && each.checkVisibility())
      .filter((each) => each.getBoundingClientRect().height < 43.5)
      .map((each) => `${each.localName} “${each.textContent.trim()}” ${each.getBoundingClientRect().height} px`),
  );

for (const language of ['en', 'ja'] as const) {
  test(`every screen of the app fits 320 px, has nothing to press below 44 px, and axe finds nothing to complain about in light, dark and forced colours (${language})`, async (t) => {
    const context = await stage.browser.newContext({ viewport: { width: 320, height: 640 } });
    await loadAxe(context);
    await context.addInitScript({ path: 'test/support/in-page.js' });
    const complaints: string[] = [];
    let screens = 0;
    await appTour({
      language,
      context,
      look: async ({ page, wizard }, screen) => {
        screens++;
        complaints.push(...(await smallTargets(wizard)).map((what) => `${screen}: ${what}`));
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 320) complaints.push(`${screen}: ${width} px`);
        complaints.push(...(await complaintsInAllLooks(page, screen)));
      },
    });
    t.diagnostic(`${screens} screens`);
    assert.deepEqual(complaints, []);
  });
}

test('with the keyboard alone an account is added, renamed, removed and brought back, and the focus is never lost', async () => {
  const first = await openApp(await stage.browser.newContext(), stage.demo.url);
  const { own, page } = first;
  const visitor = new KeyboardVisitor(page, 'en', first.wizard);
  await visitor.sees(own.empty);
  await visitor.press(own.add);
  await visitor.sees(own.where);
  await visitor.press(own.typeKey);
  await visitor.submit(own.keyField, addressOf('taro', key));
  await visitor.sees(own.found);
  await visitor.press(own.yes('taro'));
  await visitor.sees(own.lockFirst);
  await visitor.press(own.noLock);
  await visitor.sees(own.added);
  await visitor.press(own.showCodes);
  await visitor.sees(own.codes);
  await visitor.isFree();
  await visitor.press(`${own.rename}: taro`);
  // The field has the focus at once, and the button again afterwards.
  await visitor.wizard.locator('input:focus').waitFor();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Office');
  await page.keyboard.press('Enter');
  await visitor.wizard
    .locator('button:focus')
    .and(visitor.button(`${own.rename}: Office`))
    .waitFor();
  await visitor.tabTo(visitor.wizard.locator('summary').first());
  await page.keyboard.press('Enter');
  await visitor.press(`${own.remove}: Office`);
  await visitor.sees(own.removeWhich('Office'));
  await visitor.press(own.removeIt);
  await visitor.sees(own.empty);
  await visitor.press(own.undo);
  await visitor.wizard.locator('li button:focus').waitFor();
  assert.deepEqual(await first.titles(), ['Office']);
});

test('while a minute passes the digits change, and nothing is announced; what is announced is what a person did', async () => {
  const visitor = await openApp(
    await stage.browser.newContext({ permissions: ['clipboard-write', 'clipboard-read'] }),
    stage.demo.url,
  );
  const { page, own, words } = visitor;
  await page.clock.install();
  await page.reload();
  await visitor.sees(own.empty);
  await visitor.add(addressOf('taro', key));
  await page.evaluate(watchLiveRegions);
  const heard = () => page.evaluate(() => (window as unknown as { mfaHeard: string[] }).mfaHeard);
  const before = await visitor.code('taro');
  await page.clock.runFor(61_000);
  await visitor.wizard.evaluate((element) => (element as HTMLElement & { idle: Promise<void> }).idle);
  await visitor.row('taro').locator('.digits').filter({ hasNotText: before }).waitFor();
  assert.deepEqual(await heard(), []);
  await visitor.wizard.getByRole('button', { name: /^Copy/ }).click();
  await visitor.wizard.getByRole('button', { name: words.copied }).waitFor();
  assert.match((await heard()).join(), new RegExp(words.copied));
  // Whoever asks hears digits that belong together, and the name of the account.
  const tree = await visitor.row('taro').ariaSnapshot();
  assert.match(tree, /heading "taro"/);
  assert.match(tree, /\d{3} ?\d{3}/);
});
