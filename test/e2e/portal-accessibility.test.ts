import assert from 'node:assert/strict';
import test from 'node:test';
import { complaintsOfAxe, loadAxe } from '../support/axe.ts';
import { newPerson } from '../support/person.ts';
import { stage } from '../support/stage.ts';

for (const path of ['/', '/wizard', '/mailbox', '/sign-in', '/nowhere']) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing to complain about on ${path} in each language (${colorScheme})`, async (t) => {
      // So that there is a mail in the mailbox.
      await (await newPerson(stage.demo)).verifyMail();
      const context = await stage.browser.newContext({ colorScheme });
      t.after(() => context.close());
      await loadAxe(context);
      const page = await context.newPage();
      for (const language of ['ja', 'en']) {
        await page.goto(`${stage.demo.url}${path}?lang=${language}`);
        const wizard = page.locator('mfa-setup-wizard');
        if ((await wizard.count()) > 0)
          await wizard.evaluate((element) => (element as HTMLElement & { ready: unknown }).ready);
        assert.deepEqual(await complaintsOfAxe(page), []);
      }
    });
  }
}
