import assert from 'node:assert/strict';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { byOathtool, appCode, hasOathtool } from './oath.ts';
import { appWords, type AppWords } from './app-words.ts';
import { Visitor } from './visitor.ts';
import type { Language } from './words.ts';

export interface AppKey {
  /** Base32. */
  secret: string;
  digits: 6 | 8;
  periodS: 30 | 60;
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
}

/** The key of one account, with the usual rules. */
export const usualKey = (secret: string): AppKey => ({ secret, digits: 6, periodS: 30, algorithm: 'SHA1' });

export const addressOf = (account: string, { secret, digits, periodS, algorithm }: AppKey): string =>
  `otpauth://totp/${account}?secret=${secret}&algorithm=${algorithm}&digits=${digits}&period=${periodS}`;

/** What another app shows for this key at that moment. */
export const judgedCode = (key: AppKey, atMs: number): string =>
  (hasOathtool ? byOathtool : appCode)(key, new Date(atMs));

/** A person before the app in the browser. */
export class AppVisitor extends Visitor {
  readonly own: AppWords;

  constructor(page: Page, language: Language) {
    super(page, language, page.locator('mfa-authenticator'));
    this.own = appWords[language];
  }

  row(title: string): Locator {
    return this.wizard
      .locator('li')
      .filter({ has: this.page.getByRole('heading', { level: 3, name: title, exact: true }) });
  }

  titles(): Promise<string[]> {
    return this.wizard.locator('li h3').allTextContents();
  }

  /** The digits that an account shows now. */
  async code(title: string): Promise<string> {
    const digits = this.row(title).locator('mfa-live-code .digits');
    return ((await digits.textContent()) ?? '').replace(/\s/g, '');
  }

  /** Whether an account shows the right code of about now; a step may end while one looks. */
  async isRight(title: string, key: AppKey): Promise<boolean> {
    const fromMs = Date.now();
    const shown = await this.code(title);
    // The server's clock, by which the app goes, is told in whole seconds.
    return [fromMs - 1500, Date.now() + 1500].map((atMs) => judgedCode(key, atMs)).includes(shown);
  }

  /** Pastes into the page, as Ctrl+V does it where no field has the focus. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** From the list: takes the accounts of these addresses, and goes back to the list. */
  async add(...addresses: string[]): Promise<void> {
    await this.press(this.own.add);
    await this.sees(this.own.where);
    await this.wizard.locator('mfa-key-reader').waitFor();
    await this.paste(addresses.join('\n'));
    await this.keepFound(addresses.length);
  }

  async keepFound(count: number): Promise<void> {
    const { own } = this;
    await this.sees(count > 1 ? own.foundSeveral : own.found);
    await this.wizard.locator('[part~="choice"]').first().click();
    await this.withoutLock(count > 1 ? own.addedSeveral(count) : own.added);
    await this.press(own.showCodes);
    await this.sees(own.codes);
  }

  async lockWithPassphrase(passphrase: string): Promise<void> {
    const { own } = this;
    await this.press(own.locks);
    await this.sees(own.locks);
    await this.press(own.byPassphrase);
    await this.sees(own.choosePassphrase);
    await this.submit(own.newPassphrase, passphrase, own.goOn);
    await this.sees(own.again);
    // Otherwise nobody would type it once more.
    assert.equal(await this.field(own.same).inputValue(), '');
    await this.submit(own.same, passphrase, own.lockWithIt);
    await this.sees(own.codes);
    await this.reads(own.lockChanged);
  }
}

/** The page of the app in a new tab. */
export async function openApp(context: BrowserContext, url: string, language: Language = 'en'): Promise<AppVisitor> {
  const page = await context.newPage();
  await page.goto(`${url}/authenticator?lang=${language}`);
  return new AppVisitor(page, language);
}

/** Its files are kept, and it answers for this page. */
export const isKept = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const worker = navigator.serviceWorker;
    if (!worker.controller)
      await new Promise((resolve) => worker.addEventListener('controllerchange', resolve, { once: true }));
  });
