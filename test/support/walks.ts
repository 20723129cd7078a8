import type { Person } from './person.ts';
import type { Visitor } from './visitor.ts';

/** What a walk needs of somebody before the screen, whatever drives the browser. */
export type Walker = Pick<
  Visitor,
  'words' | 'sees' | 'press' | 'submit' | 'submitMailCode' | 'submitAppCode' | 'seesQr'
> & { reads(text: string): Promise<void> };

/** Manual 1, from the first screen on. */
export async function setUpMail(visitor: Walker, person: Person): Promise<void> {
  const { words } = visitor;
  await toMailCode(visitor, person.address);
  await visitor.submitMailCode(await person.mailedCode());
  await visitor.sees(words.mailDone);
}

export async function toMailCode(visitor: Walker, address: string): Promise<void> {
  const { words } = visitor;
  await toAddress(visitor);
  await visitor.submit(words.addressField, address, words.sendCode);
  await visitor.sees(words.codeFromMail);
}

export function toAddress(visitor: Walker): Promise<void> {
  return visitor.sees(visitor.words.yourAddress);
}

/** Manual 2-1, from the question where the app shall be up to the key. */
export async function toKey(visitor: Walker): Promise<void> {
  await toInstall(visitor);
  await visitor.press(visitor.words.haveApp);
  await visitor.sees(visitor.words.key);
  await visitor.seesQr();
}

export async function toInstall(visitor: Walker): Promise<void> {
  const { words } = visitor;
  await visitor.sees(words.where);
  await visitor.press(words.smartphone);
  await visitor.sees(words.getGoogle);
}

export async function toAppCode(visitor: Walker): Promise<void> {
  const { words } = visitor;
  await visitor.press(words.showsDigits);
  await visitor.sees(words.codeFromApp);
}

/** From the code to the list of what is set up. `name`: what the phone is called by itself. */
export async function finish(visitor: Walker, code: string, name = visitor.words.aSmartphone): Promise<void> {
  const { words } = visitor;
  await visitor.submitAppCode(code);
  await visitor.sees(words.appDone);
  await visitor.press(words.seeDevices);
  await visitor.sees(words.overview);
  await visitor.reads(words.oneDevice(name));
}
