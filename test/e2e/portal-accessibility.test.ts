import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import type { Browser } from 'playwright-core';
import { complaintsOfAxe, loadAxe } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { newPerson } from '../support/person.ts';

let demo: Demo;
let browser: Browser;
before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launchChromium()]);
  await (await newPerson(demo)).verifyMail();
});
after(async () => {
  await browser.close();
  await demo.end('SIGKILL');
});

for (const path of ['/', '/wizard', '/mailbox', '/sign-in', '/nowhere']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing to complain about on ${path} in each language (${colorScheme})`, async (t) => {
      const context = await browser.newContext({ colorScheme });
      t.after(() => context.close());
      await loadAxe(context);
      const page = await context.newPage();
      for (const language of ['ja', 'en']) {
        await page.goto(`${demo.url}${path}?lang=${language}`);
        const wizard = page.locator('mfa-setup-wizard');
        if ((await wizard.count()) > 0)
          await wizard.evaluate((element) => (element as HTMLElement & { ready: unknown }).ready);
        assert.deepEqual(await complaintsOfAxe(page), []);
      }
    });
  }
}
