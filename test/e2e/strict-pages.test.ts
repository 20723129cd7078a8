import assert from 'node:assert/strict';
import test from 'node:test';
import { promisedPolicy } from '../../src/server/demo/security-headers.ts';
import { newPerson } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { WizardPage } from '../support/wizard-page.ts';

/** A page that keeps what the browser complains about, with a person signed in who may set up an app. */
async function open(width = 1280) {
  const person = await newPerson(stage.demo);
  await person.verifyMail();
  const context = await stage.browser.newContext({ viewport: { width, height: 800 } });
  await person.enter(context);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, wizard: await new WizardPage(page).watch(), complaints };
}

test('manual 2-1 runs up to the QR code under the strictest policy, and nothing is refused', async () => {
  const { page, wizard, complaints } = await open();
  const response = await page.goto(`${stage.demo.url}/strict-csp?lang=ja`);
  assert.ok((await response?.headerValue('content-security-policy'))?.startsWith(promisedPolicy));
  await wizard.toSmartphoneKey();
  assert.deepEqual(await wizard.violations(), []);
  assert.deepEqual(complaints, []);
});

for (const path of ['/', '/wizard', '/guide']) {
  test(`${path} comes up in each language without a complaint of the browser`, async () => {
    for (const language of ['ja', 'en']) {
      const { page, wizard, complaints } = await open();
      await page.goto(`${stage.demo.url}${path}?lang=${language}`);
      await wizard.ready();
      assert.deepEqual(await wizard.violations(), []);
      assert.deepEqual(complaints, []);
    }
  });
}

for (const path of ['/', '/mailbox', '/sign-in', '/nowhere']) {
  test(`${path} fits a window of 320 px in each language`, async () => {
    for (const language of ['ja', 'en']) {
      const { page } = await open(320);
      await page.goto(`${stage.demo.url}${path}?lang=${language}`);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
    }
  });
}
