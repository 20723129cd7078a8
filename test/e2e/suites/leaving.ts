import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFrom } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import type { Visitor } from '../../support/visitor.ts';
import { finish, toAppCode, toKey } from '../../support/walks.ts';

/** Leaves by the menu of the page; answers what the browser asked, and stays when asked. */
async function leave({ page }: Visitor): Promise<string[]> {
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: 'Received mail' })
    .click()
    .catch(() => undefined);
  return asked;
}

test('who leaves after the app shows digits is asked, and stays where they were', async () => {
  const { visitor } = await stage.visit({ hasMail: true });
  const { page, words } = visitor;
  await toKey(visitor);
  const key = await visitor.key();
  assert.deepEqual(await leave(visitor), ['beforeunload']);
  assert.equal(await visitor.key(), key);
  await toAppCode(visitor);
  assert.deepEqual(await leave(visitor), ['beforeunload']);
  await visitor.press(words.stop);
  await visitor.sees(words.notFinished);
  assert.deepEqual(await leave(visitor), ['beforeunload']);
  assert.match(page.url(), /\/wizard/);
});

test('nobody is asked on the first screen, nor after the end', async () => {
  const { visitor } = await stage.visit({ hasMail: true });
  const { page, words } = visitor;
  await visitor.sees(words.where);
  await visitor.wizard.getByRole('heading', { name: words.where }).click();
  assert.deepEqual(await leave(visitor), []);
  assert.match(page.url(), /\/mailbox/);
  await page.goBack();
  await toKey(visitor);
  const app = authenticatorFrom(`otpauth://totp/typed?secret=${await visitor.key()}`);
  await toAppCode(visitor);
  await finish(visitor, app.code());
  assert.deepEqual(await leave(visitor), []);
  assert.match(page.url(), /\/mailbox/);
});
