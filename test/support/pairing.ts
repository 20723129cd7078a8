import assert from 'node:assert/strict';
import type { BrowserContext } from 'playwright-core';
import { appWords } from './app-words.ts';
import { element, openElements, paste } from './element-page.ts';
import { pairingWords } from './pairing-words.ts';
import { Visitor } from './visitor.ts';
import type { Language } from './words.ts';

/** A person before the browser app of two devices at once. */

interface Site {
  url: string;
}

/** The browser app, or another element of ours that keeps codes. */
export async function openApp(
  site: Site,
  context: BrowserContext,
  { language = 'en' as Language, hash = '', tag = 'authenticator' as 'authenticator' | 'sync-pair', keeps = true } = {},
): Promise<Visitor> {
  const page = await openElements(site, context, element(tag, keeps ? 'keeps-codes' : ''), { language, hash });
  return new Visitor(page, language, page.locator(`mfa-${tag}`));
}

/** Into the list of the browser app, as from another app. */
export async function keepAccount(visitor: Visitor, uri: string): Promise<void> {
  const own = pairingWords[visitor.language];
  await visitor.press(own.add);
  await visitor.sees(own.whereNow);
  await visitor.page.evaluate(paste, uri);
  await visitor.sees(own.found);
  await visitor.wizard.locator('[part~="choice"]').first().click();
  const { added, showCodes } = appWords[visitor.language];
  await visitor.withoutLock(added);
  await visitor.press(showCodes);
  await visitor.sees(own.codes);
}

/** From the list to the screen with the code. */
export async function showCode(visitor: Visitor, from: 'browser' | 'smartphone'): Promise<string> {
  const own = pairingWords[visitor.language];
  await visitor.press(own.add);
  await visitor.press(own.fromBrowser);
  // The screen before has the same heading.
  const place = from === 'browser' ? own.inBrowser : own.onPhone;
  await visitor.declineLock(visitor.button(place));
  await visitor.press(place);
  await visitor.sees(from === 'browser' ? own.typeThere : own.scanThere);
  return from === 'browser' ? codeOn(visitor) : '';
}

export const codeOn = (visitor: Visitor): Promise<string> => visitor.wizard.locator('.signs').innerText();

/** From the list to the field for the code. */
export async function toCodeField(visitor: Visitor): Promise<void> {
  const own = pairingWords[visitor.language];
  await visitor.wizard.getByText(own.more, { exact: true }).first().click();
  await visitor.wizard.getByRole('button', { name: own.handOn }).click();
  await visitor.sees(own.typeCode);
}

export const typeCode = (visitor: Visitor, code: string): Promise<void> => {
  const own = pairingWords[visitor.language];
  return visitor.submit(own.codeField, code, own.connect);
};

export async function digitsOn(visitor: Visitor): Promise<string> {
  await visitor.sees(pairingWords[visitor.language].compare);
  return (await visitor.wizard.locator('.digits').innerText()).replace(/\s/g, '');
}

/** Both show digits, the same ones. */
export async function compareDigits(one: Visitor, other: Visitor): Promise<void> {
  const [first, second] = await Promise.all([digitsOn(one), digitsOn(other)]);
  assert.match(first, /^\d{6}$/);
  assert.equal(first, second);
}

export const confirmOn = (visitor: Visitor): Promise<void> => visitor.press(pairingWords[visitor.language].same);

/** Whoever has got the account is told at once that it is there: both devices stay. */
export const isHere = (taker: Visitor): Promise<void> => taker.sees(pairingWords[taker.language].isHere);

/** Accounts in the list of the browser app. */
export async function accountsOn(visitor: Visitor): Promise<number> {
  return visitor.wizard.locator('mfa-live-code').count();
}

export async function liveCode(visitor: Visitor): Promise<string> {
  await visitor.wizard.locator('mfa-live-code .digits').getByText(/\d{3}/).first().waitFor();
  return (await visitor.wizard.locator('mfa-live-code .digits').innerText()).replace(/\s/g, '');
}
