import assert from 'node:assert/strict';
import test from 'node:test';
import { loadAxe } from '../../support/axe.ts';
import { complaintsInAllLooks } from '../../support/looks.ts';
import { stage } from '../../support/stage.ts';
import { lockOut, tour } from '../../support/tour.ts';
import { toAppCode, toKey } from '../../support/walks.ts';

for (const language of ['en', 'ja'] as const) {
  test(`on every screen all controls have names, and axe finds nothing to complain about in light, dark and forced colours (${language})`, async (t) => {
    const context = await stage.browser.newContext();
    await loadAxe(context);
    const complaints: string[] = [];
    let screens = 0;
    await tour({
      language,
      context,
      look: async ({ page }, screen) => {
        screens++;
        complaints.push(...(await complaintsInAllLooks(page, screen)));
      },
    });
    t.diagnostic(`${screens} screens`);
    assert.deepEqual(complaints, []);
  });

  test(`axe finds nothing to complain about while no code is taken (${language})`, async () => {
    const { visitor } = await stage.visit({ language, hasMail: true, prepare: loadAxe });
    await toKey(visitor);
    await toAppCode(visitor);
    await lockOut(visitor);
    assert.deepEqual(await complaintsInAllLooks(visitor.page, visitor.words.locked), []);
  });

  test(`in a window of 320 px, as at 400 % zoom, no screen has to be moved sideways (${language})`, async () => {
    const context = await stage.browser.newContext({ viewport: { width: 320, height: 256 } });
    const tooWide: string[] = [];
    await tour({
      language,
      context,
      look: async ({ page }, screen) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 320) tooWide.push(`${screen}: ${width} px`);
      },
    });
    assert.deepEqual(tooWide, []);
  });
}
