import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFrom, judges, scan } from '../../support/authenticator.ts';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { finish, toAppCode, toKey } from '../../support/walks.ts';

async function atKey() {
  const { visitor, person, context } = await stage.visit({ hasMail: true });
  await toKey(visitor);
  return { visitor, person, context, words: visitor.words, key: await visitor.key() };
}

test('after a reload the same key is shown, and a code of the app that has it is taken', async () => {
  const { visitor, words, key } = await atKey();
  await visitor.page.reload();
  await visitor.sees(words.keyOfAnyApp);
  assert.equal(await visitor.key(), key);
  await toAppCode(visitor);
  await visitor.page.reload();
  await visitor.sees(words.keyOfAnyApp);
  assert.equal(await visitor.key(), key);
  await toAppCode(visitor);
  await finish(visitor, authenticatorFrom(`otpauth://totp/x?secret=${key}`).code());
});

test('going back, even as far as the choice of the app, leads to the same key', async () => {
  const { visitor, words, key } = await atKey();
  await toAppCode(visitor);
  await visitor.press(words.back);
  await visitor.sees(words.key);
  assert.equal(await visitor.key(), key);
  await visitor.press(words.back);
  await visitor.sees(words.getGoogle);
  await visitor.press(words.anotherApp);
  await visitor.sees(words.whichApp);
  await visitor.press(words.google);
  await visitor.sees(words.getGoogle);
  await visitor.press(words.haveApp);
  await visitor.sees(words.key);
  assert.equal(await visitor.key(), key);
});

test('a second tab shows the same key, and a code typed in the first tab is taken', async () => {
  const { visitor, words, context, key } = await atKey();
  const second = new Visitor(await context.newPage(), 'ja');
  await second.page.goto(`${stage.demo.url}/wizard?lang=ja`);
  await second.sees(second.words.keyOfAnyApp);
  assert.equal(await second.key(), key);
  await visitor.page.bringToFront();
  await toAppCode(visitor);
  await finish(visitor, authenticatorFrom(`otpauth://totp/x?secret=${key}`).code());
  await second.page.bringToFront();
  await toAppCode(second);
  await second.submitAppCode('123456');
  await second.sees(second.words.overview);
  assert.equal(await visitor.wizard.getByRole('heading', { name: words.overview }).count(), 1);
});

test('after a wrong code the key is still the same', async () => {
  const { visitor, words, key } = await atKey();
  await toAppCode(visitor);
  await visitor.submitAppCode('000000');
  await visitor.reads(words.wrongCode);
  await visitor.press(words.back);
  await visitor.sees(words.key);
  assert.equal(await visitor.key(), key);
});

test('who stops twice leaves nothing behind: the next set-up has another key, and the old codes do not count', async () => {
  const { visitor, words, key } = await atKey();
  await visitor.press(words.stop);
  await visitor.sees(words.notFinished);
  await visitor.press(words.goOn);
  await visitor.sees(words.codeFromApp);
  await visitor.press(words.stop);
  await visitor.sees(words.notFinished);
  await visitor.press(words.stop);
  await toKey(visitor);
  assert.notEqual(await visitor.key(), key);
  await toAppCode(visitor);
  await visitor.submitAppCode(authenticatorFrom(`otpauth://totp/x?secret=${key}`).code());
  await visitor.reads(words.wrongCode);
});

test(`the QR code after a reload is the one before it${judges}`, async () => {
  const { visitor, words } = await atKey();
  const before = await scan(visitor);
  await visitor.page.reload();
  await visitor.sees(words.keyOfAnyApp);
  assert.equal((await scan(visitor)).uri, before.uri);
});
