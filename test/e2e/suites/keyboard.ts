import test from 'node:test';
import { authenticatorFrom } from '../../support/authenticator.ts';
import { KeyboardVisitor } from '../../support/keyboard-visitor.ts';
import { newPerson } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';
import { finish, setUpMail, toAppCode, toKey } from '../../support/walks.ts';
import type { Language } from '../../support/words.ts';

async function begin(language: Language, hasMail: boolean) {
  const person = await newPerson(stage.demo);
  if (hasMail) await person.verifyMail();
  const context = await stage.browser.newContext();
  await person.enter(context);
  const visitor = new KeyboardVisitor(await context.newPage(), language);
  await visitor.page.goto(`${stage.demo.url}/?lang=${language}`);
  return { person, visitor, words: visitor.words };
}

for (const language of ['en', 'ja'] as const) {
  test(`both flows can be gone through with the keyboard alone, and each new screen is read from its heading, or typed into where it asks for a code (${language})`, async () => {
    const { person, visitor, words } = await begin(language, false);
    await setUpMail(visitor, person);
    await visitor.press(words.toTheApp);
    await toKey(visitor);
    const app = authenticatorFrom(`otpauth://totp/typed?secret=${await visitor.key()}`);
    await toAppCode(visitor);
    await finish(visitor, app.code());
  });

  test(`after a refusal the keyboard is in the field, however it was sent (${language})`, async () => {
    const { visitor, words } = await begin(language, true);
    await toKey(visitor);
    await toAppCode(visitor);
    await visitor.submit(words.appCodeField, '000000');
    await visitor.reads(words.wrongCode);
    await visitor.isInField(words.appCodeField);
    await visitor.type(words.appCodeField, '12345678');
    await visitor.press(words.confirm);
    await visitor.reads(words.isMailCode);
    await visitor.isInField(words.appCodeField);
    await visitor.type(words.appCodeField, '000001');
    await visitor.press(words.confirm);
    await visitor.reads(words.attemptsLeft(3));
    await visitor.isInField(words.appCodeField);
  });
}

test('the Tab key leads into every screen and out of it again, in both directions', async () => {
  const { person, visitor, words } = await begin('en', false);
  await visitor.sees(words.yourAddress);
  await visitor.isFree();
  await visitor.submit(words.addressField, person.address);
  await visitor.sees(words.codeFromMail);
  await visitor.isFree();
  await visitor.submit(words.mailCodeField, await person.mailedCode());
  await visitor.sees(words.mailDone);
  await visitor.press(words.toTheApp);
  await toKey(visitor);
  await visitor.isFree();
  await toAppCode(visitor);
  await visitor.isFree();
});
