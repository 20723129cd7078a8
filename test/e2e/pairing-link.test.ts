import assert from 'node:assert/strict';
import test from 'node:test';
import { openApp, accountsOn, compareDigits, confirmOn, keepAccount, isHere, showCode } from '../support/pairing.ts';
import { pairingWords } from '../support/pairing-words.ts';
import { newPerson } from '../support/person.ts';
import { stage } from '../support/stage.ts';
import { words as siteWords } from '../support/words.ts';
import type { Visitor } from '../support/visitor.ts';
import { personWithApp } from '../support/with-app.ts';

/** An invitation that somebody else sent as a link: the page is the institution’s own, and the person trusts it. */

/** What the QR code on the screen holds. */
async function invitationOn(visitor: Visitor): Promise<string> {
  await visitor.wizard.locator('mfa-qr-code').waitFor();
  const address = await visitor.wizard.locator('mfa-qr-code').evaluate((qr) => {
    const { value } = qr as unknown as { value: { reveal(): string } };
    return value.reveal();
  });
  return new URL(address).hash;
}

for (const language of ['en', 'ja'] as const) {
  const words = pairingWords[language];

  test(`a link of somebody else gets nothing: “No” stands first, and “Yes” wants a sign-in that gives it away (${language})`, async () => {
    const { person, app } = await personWithApp(stage.demo, { kind: 'browser', name: 'Laptop' });
    const thief = await newPerson(stage.demo);
    const [own, foreign] = await Promise.all([stage.browser.newContext(), stage.browser.newContext()]);
    await thief.enter(foreign);
    await keepAccount(await openApp(stage.demo, own, { language }), app.uri);
    const taker = await openApp(stage.demo, foreign, { language });
    await showCode(taker, 'smartphone');
    const hash = await invitationOn(taker);

    const giver = await openApp(stage.demo, own, { language, hash });
    await giver.sees(words.asks);
    assert.equal(
      await giver.wizard
        .locator('[part~="choice"]')
        .first()
        .innerText()
        .then((text) => text.split('\n')[0]),
      words.no,
    );
    await giver.press(words.no);
    await giver.sees(words.nothing);

    const again = await openApp(stage.demo, own, { language, hash });
    await again.press(words.yesHere);
    await again.wizard.getByRole('link', { name: siteWords[language].signIn, exact: true }).waitFor();
    const back = new URL(
      await again.wizard
        .getByRole('link')
        .first()
        .evaluate((link: HTMLAnchorElement) => link.href),
    );
    assert.equal(new URL(back.searchParams.get('return')!).hash, hash, 'the sign-in leads back to the invitation');
    await person.enter(own);
    await again.page.reload();
    await again.press(words.yesHere);
    await again.sees(words.ofAnother);
    assert.equal(new URL(again.page.url()).hash, '');
    await taker.sees(words.scanThere);
  });
}

test('one’s own phone that is not signed in comes back to the invitation, and hands the account on', async () => {
  const words = pairingWords.en;
  const { person, app } = await personWithApp(stage.demo, { kind: 'browser', name: 'Laptop' }, 'code before');
  const [computer, phone] = await Promise.all([stage.browser.newContext(), stage.browser.newContext()]);
  await person.enter(computer);
  await keepAccount(await openApp(stage.demo, phone), app.uri);
  const taker = await openApp(stage.demo, computer);
  await showCode(taker, 'smartphone');
  const giver = await openApp(stage.demo, phone, { hash: await invitationOn(taker) });
  await giver.press(words.yesHere);
  const signIn = giver.wizard.getByRole('link', { name: 'Sign in' });
  const { searchParams } = new URL(await signIn.evaluate((link: HTMLAnchorElement) => link.href));
  await person.enter(phone);
  await giver.page.goto('about:blank');
  await giver.page.goto(searchParams.get('return')!);
  await giver.press(words.yesHere);
  await compareDigits(giver, taker);
  await giver.reads(`That device is signed in as: ${person.name}`);
  await giver.reads(new RegExp(`This goes to the device that shows these digits: Kyoto University · ${person.name}`));
  await Promise.all([confirmOn(giver), confirmOn(taker)]);
  await Promise.all([giver.sees(words.isThere), isHere(taker)]);
  await taker.press(words.showCodes);
  await taker.sees(words.codes);
  assert.equal(await accountsOn(taker), 1);
});
