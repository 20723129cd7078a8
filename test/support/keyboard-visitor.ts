import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Visitor } from './visitor.ts';

const isFocused = (locator: Locator): Promise<boolean> =>
  locator.evaluate((element) => (element.getRootNode() as Document | ShadowRoot).activeElement === element);

/** A person without a pointer, who also notices where the focus is. */
export class KeyboardVisitor extends Visitor {
  #isFirst = true;

  /** From the second screen on, reading begins at its heading, or typing in the field of a code. */
  override async sees(heading: string): Promise<void> {
    await super.sees(heading);
    if (!this.#isFirst) await this.wizard.locator('h2:focus, input.code:focus').waitFor();
    this.#isFirst = false;
  }

  override async press(name: string): Promise<void> {
    await this.tabTo(this.button(name));
    await this.page.keyboard.press('Space');
  }

  override async submit(label: string, text: string): Promise<void> {
    await this.type(label, text);
    await this.page.keyboard.press('Enter');
  }

  async type(label: string, text: string): Promise<void> {
    const field = this.field(label);
    await this.tabTo(field);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** After a refusal the next key goes into the field. */
  async isInField(label: string): Promise<void> {
    await this.wizard.locator('input:focus').waitFor();
    assert.ok(await isFocused(this.field(label)));
  }

  async tabTo(target: Locator): Promise<void> {
    await target.waitFor();
    for (let stops = 0; stops < 80; stops++) {
      if (await isFocused(target)) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`${target} cannot be reached with the Tab key`);
  }

  /** Walks on until the focus is outside, in both directions. */
  async isFree(): Promise<void> {
    for (const key of ['Tab', 'Shift+Tab']) {
      await this.tabTo(this.wizard.locator('a[href], button, input, summary').first());
      for (let stops = 0; await this.#isInside(); stops++) {
        assert.ok(stops < 40, `${key} does not lead out of the wizard`);
        await this.page.keyboard.press(key);
      }
    }
  }

  #isInside(): Promise<boolean> {
    return this.wizard.evaluate((wizard) => document.activeElement === wizard);
  }
}
