import assert from 'node:assert/strict';
import test from 'node:test';
import { loadAxe } from '../../support/axe.ts';
import { complaintsInAllLooks } from '../../support/looks.ts';
import { stage } from '../../support/stage.ts';
import { lockOut, tour } from '../../support/tour.ts';
import { toAppCode, toKey } from '../../support/walks.ts';
import type { Language } from '../../support/words.ts';

/** The window as 400 % zoom makes it. */
const zoomed = { width: 320, height: 256 };

/** One tour for all that is asked of its screens. */
async function lookAround(language: Language): Promise<{ screens: number; complaints: string[]; tooWide: string[] }> {
  const context = await stage.browser.newContext();
  await loadAxe(context);
  const found = { screens: 0, complaints: [] as string[], tooWide: [] as string[] };
  await tour({
    language,
    context,
    look: async ({ page }, screen) => {
      found.screens++;
      found.complaints.push(...(await complaintsInAllLooks(page, screen)));
      const usual = page.viewportSize()!;
      await page.emulateMedia({ colorScheme: null, forcedColors: null });
      await page.setViewportSize(zoomed);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      if (width > zoomed.width) found.tooWide.push(`${screen}: ${width} px`);
      await page.setViewportSize(usual);
    },
  });
  return found;
}

for (const language of ['en', 'ja'] as const) {
  let looking: ReturnType<typeof lookAround> | undefined;
  const seen = () => (looking ??= lookAround(language));

  test(`on every screen all controls have names, and axe finds nothing to complain about in light, dark and forced colours (${language})`, async (t) => {
    const { screens, complaints } = await seen();
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
    assert.deepEqual((await seen()).tooWide, []);
  });
}
