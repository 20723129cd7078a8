import type { BrowserContext } from 'playwright-core';
import { authenticatorFrom } from './authenticator.ts';
import { newPerson } from './person.ts';
import { stage } from './stage.ts';
import { Visitor } from './visitor.ts';
import { toAppCode } from './walks.ts';
import type { Language } from './words.ts';

interface Tour {
  language: Language;
  context: BrowserContext;
  /** Called on each screen, and again for each kind of refusal on it. */
  look: (visitor: Visitor, screen: string) => Promise<void>;
}

/** Past every screen that a person can meet in both flows, the ways round included. */
export async function tour({ language, context, look }: Tour): Promise<void> {
  const person = await newPerson(stage.demo);
  const visitor = new Visitor(await context.newPage(), language);
  const { page, words } = visitor;
  const see = async (heading: string) => {
    await visitor.sees(heading);
    await look(visitor, heading);
  };
  const read = async (text: string) => {
    await visitor.reads(text);
    await look(visitor, text);
  };
  const signInAnew = () => context.request.get(`${stage.demo.url}/sign-in?user=${person.name}`);

  await page.goto(`${stage.demo.url}/guide?lang=${language}`);
  await visitor.wizard.getByRole('button').nth(2).waitFor();
  await look(visitor, 'guide');
  const choose = (index: number) => visitor.wizard.locator('[part~="choice"]').nth(index).click();
  await choose(2);
  await see(words.showsNow);
  await choose(0);
  await see(words.whereAsWell);
  // Manual 2-5 as far as the reader.
  await choose(1);
  await visitor.wizard.locator('mfa-key-reader').waitFor();
  await look(visitor, 'reader');

  await page.goto(`${stage.demo.url}/wizard?lang=${language}`);
  await see(words.signInFirst);
  await signInAnew();
  await visitor.press(words.signedIn);

  await see(words.yourAddress);
  await visitor.submit(words.addressField, 'a@st.kyoto-u.ac.jp', words.sendCode);
  await read(words.forbidden('st.kyoto-u.ac.jp'));
  await visitor.submit(words.addressField, 'a@gmial.com', words.sendCode);
  await read(words.didYouMean('a@gmail.com'));
  await visitor.submit(words.addressField, person.address, words.sendCode);
  await see(words.codeFromMail);
  await visitor.submitMailCode('123456');
  await read(words.isAppCode);
  await visitor.submitMailCode(await person.mailedCode());
  await see(words.mailDone);

  await visitor.press(words.toTheApp);
  await see(words.where);
  await visitor.press(words.smartphone);
  await see(words.getGoogle);
  await visitor.press(words.anotherApp);
  await see(words.whichApp);
  await visitor.press(words.google);
  await visitor.sees(words.getGoogle);
  await signInAnew();
  await visitor.press(words.haveApp);
  await see(words.stepUp);
  await visitor.press(words.mailMeACode);
  await visitor.field(words.mailCodeField).waitFor();
  await look(visitor, `${words.stepUp} (code)`);
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.key);
  await visitor.qr.waitFor();
  await look(visitor, words.key);
  const app = authenticatorFrom(`otpauth://totp/typed?secret=${await visitor.key()}`);
  await toAppCode(visitor);
  await look(visitor, words.codeFromApp);
  await visitor.submitAppCode(app.code(Date.now() - 165_000));
  await read(words.slow);
  await visitor.wizard.getByText(words.helpDesk).click();
  await look(visitor, words.helpDesk);
  await visitor.press(words.stop);
  await see(words.notFinished);
  await visitor.press(words.goOn);
  await visitor.sees(words.codeFromApp);
  await visitor.submitAppCode(app.code());
  await see(words.appDone);
  await visitor.press(words.seeDevices);
  await see(words.overview);
  await visitor.press(words.onAnotherDevice);
  await see(words.whereAsWell);
  await visitor.press(words.back);
  await visitor.sees(words.overview);
  await visitor.press(words.changeAddress);
  await visitor.sees(words.newAddress);

  await page.route('**/api/mfa/account', (route) => route.abort());
  await page.reload();
  await see(words.cannotReach);
  await page.close();
}

/** Somebody locked out after five wrong codes: the one screen that a tour cannot go on from. */
export async function lockOut(visitor: Visitor): Promise<void> {
  const { words } = visitor;
  for (const left of [4, 3, 2, 1, 0]) {
    await visitor.submitAppCode(`00000${left}`);
    await visitor.reads(left ? words.attemptsLeft(left) : words.locked);
  }
}
