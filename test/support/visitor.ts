import type { Locator, Page } from 'playwright-core';
import { appWords } from './app-words.ts';
import { words, type Language, type Words } from './words.ts';

/** A person before a page with the wizard: reads names, presses and types, and waits for what the screen says. */
export class Visitor {
  readonly words: Words;
  /** What is looked at: the wizard, whose screens replace one another. */
  readonly wizard: Locator;

  constructor(
    readonly page: Page,
    readonly language: Language,
    wizard: Locator = page.locator('mfa-setup-wizard'),
  ) {
    this.words = words[language];
    this.wizard = wizard;
  }

  /** Waits until this screen is here, and ready to be used. */
  async sees(heading: string): Promise<void> {
    await this.wizard.getByRole('heading', { name: heading, exact: true }).waitFor();
    await this.wizard.locator('section[aria-busy="false"]').waitFor();
  }

  /** Waits until this stands on the screen. */
  reads(text: string | RegExp): Promise<void> {
    return this.wizard.getByText(text, { exact: true }).waitFor();
  }

  /** A choice is a button as well, whose name goes on with a note. */
  button(name: string): Locator {
    return this.wizard.getByRole('button', { name, exact: true }).or(
      this.wizard
        .getByRole('listitem')
        .getByRole('button')
        .filter({ has: this.page.getByText(name, { exact: true }) }),
    );
  }

  press(name: string): Promise<void> {
    return this.button(name).click();
  }

  /** Before the very first account the app in the browser offers a lock; on the way to `next` it is declined. */
  async withoutLock(next: string): Promise<void> {
    await this.declineLock(this.#heading(next));
    await this.sees(next);
  }

  /** …or until this is here. */
  async declineLock(next: Locator): Promise<void> {
    const { lockFirst, noLock } = appWords[this.language];
    await this.#heading(lockFirst).or(next).waitFor();
    if (await this.#heading(lockFirst).isVisible()) await this.press(noLock);
  }

  #heading(name: string): Locator {
    return this.wizard.getByRole('heading', { name, exact: true });
  }

  field(label: string): Locator {
    return this.wizard.getByRole('textbox', { name: label, exact: true });
  }

  /** Types over what is there, and sends it by the button of this name. */
  async submit(label: string, text: string, button: string): Promise<void> {
    await this.field(label).fill(text);
    await this.press(button);
  }

  submitMailCode(code: string): Promise<void> {
    return this.submit(this.words.mailCodeField, code, this.words.confirm);
  }

  submitAppCode(code: string): Promise<void> {
    return this.submit(this.words.appCodeField, code, this.words.confirm);
  }

  get qr(): Locator {
    return this.wizard.getByRole('img', { name: this.words.qr });
  }

  seesQr(): Promise<void> {
    return this.qr.waitFor();
  }

  /** The key as it stands on the screen for typing, without the gaps. */
  async key(): Promise<string> {
    return (await this.wizard.getByRole('code').innerText()).replace(/\s/g, '');
  }
}
