import assert from 'node:assert/strict';
import test from 'node:test';
import type { Page } from 'playwright-core';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { toKey } from '../../support/walks.ts';

const wizard = (attributes: string): string =>
  `<mfa-setup-wizard endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" ${attributes}></mfa-setup-wizard>`;

/** A page of somebody else's making, on the same origin. */
async function open(page: Page, body: string): Promise<void> {
  const address = `${stage.demo.url}/neighbours`;
  const module = '<script type="module" src="/mfa-elements/setup-wizard.js"></script>';
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><html lang="en">${module}${body}</html>` }),
  );
  await page.goto(address);
}

test('two wizards on one page ask for the account once', async () => {
  const { visitor } = await stage.visit({ hasMail: true });
  const { page, words } = visitor;
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await open(page, wizard('id="one"') + wizard('id="two"'));
  for (const id of ['one', 'two']) await new Visitor(page, 'en', page.locator(`#${id}`)).sees(words.where);
  assert.deepEqual(asked, ['GET /api/mfa/account']);
});

test('two wizards on one page may speak two languages, and go their own ways', async () => {
  const { visitor } = await stage.visit({ hasMail: true });
  const { page } = visitor;
  await open(page, `${wizard('id="one"')}<div lang="ja">${wizard('id="two"')}</div>`);
  const english = new Visitor(page, 'en', page.locator('#one'));
  const japanese = new Visitor(page, 'ja', page.locator('#two'));
  await english.sees(english.words.where);
  await japanese.sees(japanese.words.where);
  await toKey(japanese);
  await english.sees(english.words.where);
  // What the neighbour began is found again.
  await english.press(english.words.smartphone);
  await english.sees(english.words.keyOfAnyApp);
  assert.equal(await english.key(), await japanese.key());
});
