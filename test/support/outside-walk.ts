import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Language } from './words.ts';

/** The Japanese of each English text, as the page shows it. */
const japanese = new Map(
  [
    ...readFileSync('src/localization/xliff/ja.xlf', 'utf8').matchAll(
      /<source>(.*?)<\/source>\s*<target>(.*?)<\/target>/gs,
    ),
  ].map(([, source, target]) => [plain(source!), plain(target!)]),
);

function plain(markup: string): string {
  return markup
    .replace(/<x [^>]*\/>/g, '*')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** As it stands on the screen in this language; `*` stands for what is filled in. */
function said(english: string, language: Language): string | RegExp {
  const text = language === 'ja' ? japanese.get(english) : english;
  assert.ok(text, `“${english}” is no text of ours, or has no Japanese`);
  if (!text.includes('*')) return text;
  return new RegExp(
    `^${text
      .split('*')
      .map((part) => part.replace(/[.()[\]?+^$|\\]/g, '\\$&'))
      .join('.+')}$`,
  );
}

export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
};

/** What a walk costs a person, on all of their devices together. */
export interface Cost {
  screens: number;
  presses: number;
}

/** One device in the hands of a person: sees headings, presses what has a name, types into the one field. */
export class OutsideWalk {
  presses = 0;
  readonly element: Locator;

  private constructor(
    readonly page: Page,
    readonly language: Language,
    tag: string,
  ) {
    this.element = page.locator(tag);
  }

  static async open(
    context: BrowserContext,
    address: string,
    { language, tag = 'mfa-setup-wizard' }: { language: Language; tag?: string },
  ): Promise<OutsideWalk> {
    const page = await context.newPage();
    await page.addInitScript({ path: 'test/support/outside-walk.js' });
    page.setDefaultTimeout(8000);
    await page.goto(address);
    const walk = new OutsideWalk(page, language, tag);
    await walk.#screen(0);
    return walk;
  }

  /** The headings so far. */
  seen(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { mfaSeen: string[] }).mfaSeen);
  }

  /** Another screen than the first `count` is there. */
  async #screen(count: number): Promise<void> {
    await this.page.waitForFunction(
      (known) => (window as unknown as { mfaSeen: string[] }).mfaSeen.length > known,
      count,
    );
  }

  /** Presses the button, choice or quiet way of this name; the next screen comes of it. */
  async press(english: string): Promise<void> {
    await this.#then(() => this.#named(english).click());
  }

  /** Presses what opens something on the same screen. */
  async opens(english: string): Promise<void> {
    this.presses++;
    await this.#named(english).click();
  }

  /** Types into the field and sends it by the button of this name. */
  async type(text: string, button: string): Promise<void> {
    await this.element.getByRole('textbox').first().fill(text);
    await this.press(button);
  }

  /** Goes on without a press: the page has read, received or made something itself. */
  async happens(act: () => Promise<unknown>): Promise<void> {
    const { length } = await this.seen();
    await act();
    await this.#screen(length);
  }

  async #then(act: () => Promise<unknown>): Promise<void> {
    this.presses++;
    await this.happens(act);
  }

  #named(english: string): Locator {
    const name = said(english, this.language);
    const exact = this.page.getByText(name, { exact: true });
    return this.element
      .getByRole('button')
      .filter({ has: exact })
      .or(this.element.getByRole('button', { name, exact: true }))
      .or(this.element.locator('summary').filter({ has: exact }))
      .first();
  }

  /** Waits until this heading is there, and for nothing longer. */
  async sees(english: string): Promise<void> {
    await this.element.getByRole('heading', { level: 2, name: said(english, this.language) }).waitFor();
  }

  /** The key that the screen shows for typing. */
  async key(): Promise<string> {
    return (await this.element.getByRole('code').innerText()).replace(/\s/g, '');
  }
}

export async function costOf(walks: readonly OutsideWalk[]): Promise<Cost> {
  const seen = await Promise.all(walks.map((walk) => walk.seen()));
  return {
    screens: seen.reduce((sum, { length }) => sum + length, 0),
    presses: walks.reduce((sum, { presses }) => sum + presses, 0),
  };
}
