import assert from 'node:assert/strict';
import test from 'node:test';
import { scan } from '../../support/authenticator.ts';
import { newPerson } from '../../support/person.ts';
import { stage } from '../../support/stage.ts';
import { Visitor } from '../../support/visitor.ts';
import { finish, setUpMail, toAppCode, toInstall, toKey } from '../../support/walks.ts';

/** Somebody signs in, anew or for the first time, as people do here: by an address. */
const signInAddress = (name: string): string => `${stage.demo.url}/sign-in?user=${name}`;

for (const { language, person } of [
  { language: 'en', person: 'Alice Martin' },
  { language: 'ja', person: '吉田 花子' },
] as const) {
  test(`who is not signed in is led to the sign-in and back to the same page (${language})`, async () => {
    const context = await stage.browser.newContext();
    const visitor = new Visitor(await context.newPage(), language);
    const { page, words } = visitor;
    const address = `${stage.demo.url}/wizard?lang=${language}#set-up`;
    await page.goto(address);
    await visitor.sees(words.signInFirst);
    await visitor.wizard.getByRole('link', { name: words.signIn, exact: true }).click();
    await page.getByRole('button', { name: person }).click();
    await visitor.sees(words.yourAddress);
    assert.equal(page.url(), address);
  });
}

test('a session that ends in the middle: after signing in beside the page the person goes on with a key of the new session', async () => {
  const { visitor, person, context } = await stage.visit({ hasMail: true });
  const { words } = visitor;
  await toKey(visitor);
  const former = await scan(visitor);
  await toAppCode(visitor);
  await context.clearCookies();
  await visitor.submitAppCode(former.code());
  await visitor.sees(words.signInFirst);
  const beside = await context.newPage();
  await beside.goto(signInAddress(person.name));
  await beside.close();
  await visitor.press(words.signedIn);
  // The key was of the session that has ended: whoever stole that one may have seen it.
  await visitor.press(words.tryAgain);
  await visitor.sees(words.getGoogle);
  await visitor.press(words.haveApp);
  await visitor.sees(words.stepUp);
  await visitor.press(words.mailMeACode);
  await visitor.field(words.mailCodeField).waitFor();
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.key);
  const app = await scan(visitor);
  assert.notEqual(app.secret, former.secret);
  await toAppCode(visitor);
  await finish(visitor, app.code());
});

test('a session that ends before the set-up is begun: signing in and proving it anew lead on to the key', async () => {
  const { visitor, person, context } = await stage.visit({ hasMail: true });
  const { words } = visitor;
  await toInstall(visitor);
  await context.clearCookies();
  await visitor.press(words.haveApp);
  await visitor.sees(words.signInFirst);
  const beside = await context.newPage();
  await beside.goto(signInAddress(person.name));
  await beside.close();
  await visitor.press(words.signedIn);
  await visitor.sees(words.stepUp);
  await visitor.press(words.mailMeACode);
  await visitor.field(words.mailCodeField).waitFor();
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.key);
});

for (const language of ['en', 'ja'] as const) {
  test(`who signed in anew proves with a mailed code that it is them before the key is shown (${language})`, async () => {
    const person = await newPerson(stage.demo);
    await person.verifyMail();
    const context = await stage.browser.newContext();
    const visitor = new Visitor(await context.newPage(), language);
    const { page, words } = visitor;
    await page.goto(`${signInAddress(person.name)}&return=${encodeURIComponent(`/wizard?lang=${language}`)}`);
    await toInstall(visitor);
    await visitor.press(words.haveApp);
    await visitor.sees(words.stepUp);
    await visitor.press(words.mailMeACode);
    await visitor.submitMailCode('00000000');
    await visitor.reads(words.wrongCode);
    await visitor.submitMailCode(await person.mailedCode());
    await visitor.sees(words.key);
    const app = await scan(visitor);
    await toAppCode(visitor);
    await finish(visitor, app.code());
  });
}

test('a person who is new needs no proof beyond signing in', async () => {
  const person = await newPerson(stage.demo);
  const context = await stage.browser.newContext();
  const visitor = new Visitor(await context.newPage(), 'en');
  await visitor.page.goto(`${signInAddress(person.name)}&return=/wizard`);
  await setUpMail(visitor, person);
});
