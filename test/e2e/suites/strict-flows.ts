import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { authenticatorFrom } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import { finish, toAppCode, toKey, toMailCode } from '../../support/walks.ts';
import { WizardPage } from '../../support/wizard-page.ts';

/** The browser itself reports each refused request; those are ours. */
const isRefusal = (text: string): boolean =>
  /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);

function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isRefusal(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

for (const language of ['en', 'ja'] as const) {
  test(`under the strictest policy both flows run to the end, and the browser refuses and reports nothing (${language})`, async () => {
    const { visitor, person } = await stage.visit({
      language,
      prepare: (context) => context.addInitScript({ path: 'test/support/in-page.js' }),
      permissions: ['clipboard-write'],
    });
    const { page, words } = visitor;
    const complaints = complaintsOf(page);
    await page.goto(`${stage.demo.url}/strict-csp?lang=${language}`);
    await toMailCode(visitor, person.address);
    await visitor.submitMailCode('00000000');
    await visitor.reads(words.wrongCode);
    await visitor.submitMailCode(await person.mailedCode());
    await visitor.sees(words.mailDone);
    await visitor.press(words.toTheApp);
    await toKey(visitor);
    await visitor.press(words.copyKey);
    await visitor.button(words.copied).waitFor();
    const app = authenticatorFrom(`otpauth://totp/typed?secret=${await visitor.key()}`);
    await toAppCode(visitor);
    await visitor.submitAppCode(app.code(Date.now() - 165_000));
    await visitor.reads(words.slow);
    await visitor.wizard.getByText(words.helpDesk).click();
    await finish(visitor, app.code());
    await visitor.press(words.onAnotherDevice);
    await visitor.sees(words.whereAsWell);
    assert.deepEqual(await new WizardPage(page).violations(), []);
    assert.deepEqual(complaints, []);
  });
}
