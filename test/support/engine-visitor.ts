import { readFileSync } from 'node:fs';
import type { EngineElement, EngineWindow } from './engine-window.ts';
import type { Walker } from './walks.ts';
import { words, type Language, type Words } from './words.ts';

// Read and not imported: the loader of the tests would put a helper into it that a page does not have.
const findInPage = readFileSync('test/support/find-in-page.js', 'utf8')
  .replace(/^[^]*export default /, '')
  .replace(/;\s*$/, '');

/** What `Visitor` is in Chromium, in the other engines: reads names, presses and types, and waits for the screen. */
export class EngineVisitor implements Walker {
  readonly words: Words;

  constructor(
    readonly window: EngineWindow,
    readonly language: Language,
  ) {
    this.words = words[language];
  }

  async #find(kind: 'heading' | 'button' | 'field' | 'text' | 'qr', name: string): Promise<EngineElement> {
    try {
      return await this.window.find(findInPage, kind, name);
    } catch (cause) {
      throw new Error(`There is no ${kind} “${name}”.`, { cause });
    }
  }

  async sees(heading: string): Promise<void> {
    await this.#find('heading', heading);
  }

  async reads(text: string): Promise<void> {
    await this.#find('text', text);
  }

  async seesQr(): Promise<void> {
    await this.#find('qr', this.words.qr);
  }

  async press(name: string): Promise<void> {
    await (await this.#find('button', name)).click();
  }

  async submit(label: string, text: string, button: string): Promise<void> {
    await (await this.#find('field', label)).fill(text);
    await this.press(button);
  }

  submitMailCode(code: string): Promise<void> {
    return this.submit(this.words.mailCodeField, code, this.words.confirm);
  }

  submitAppCode(code: string): Promise<void> {
    return this.submit(this.words.appCodeField, code, this.words.confirm);
  }
}
