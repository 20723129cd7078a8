import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { built } from '../../support/built.ts';
import { recordDownloads } from '../../support/downloads.ts';
import { newPerson } from '../../support/person.ts';
import { WizardPage } from '../../support/wizard-page.ts';

const { wizard, consumer } = JSON.parse(readFileSync('budgets.json', 'utf8')) as {
  wizard: Record<'chooser' | 'app-smartphone', { bytes: { en: number } }>;
  /** What a builder of somebody else's may add, brotli-11 bytes: its run time, chunks cut in other places, and all of Lit. */
  consumer: Record<'vite' | 'esbuild', number>;
};

for (const name of ['vite', 'esbuild'] as const) {
  const more = consumer[name];
  test(`made with ${name}, the first screen and manual 2-1 weigh at most ${more} bytes more than they may here`, async (t) => {
    const { front, browser } = built;
    const person = await newPerson(front);
    await person.verifyMail();
    const context = await browser.newContext();
    await person.enter(context);
    const page = await context.newPage();
    const downloads = recordDownloads(page, (path) => path.startsWith(`/${name}/`) && path.endsWith('.js'));
    const screen = await new WizardPage(page).watch();
    const weigh = async (what: keyof typeof wizard) => {
      const [bytes, limit] = [await downloads.bytes(), wizard[what].bytes.en + more];
      t.diagnostic(`${what}: ${bytes} of ${limit} bytes in ${(await downloads.files()).length} files`);
      assert.ok(bytes <= limit, `${what}: ${bytes - limit} bytes too many`);
    };
    await page.goto(`${front.url}/${name}/`);
    await screen.ready();
    await weigh('chooser');
    await screen.toSmartphoneKey();
    await weigh('app-smartphone');
    await context.close();
  });
}
