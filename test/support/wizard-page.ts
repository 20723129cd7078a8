import type { Locator, Page } from 'playwright-core';

/** What `in-page.js` puts on the window. */
interface InPage {
  mfaTest: {
    ownListeners: number;
    violations: string[];
    below(host: Element): Element[];
    stepReached(name: string): Promise<void>;
    layoutShift(): Promise<number>;
  };
}

/** The wizard on a page, as a person uses it: by what is on the screen, waiting for facts and never for time. */
export class WizardPage {
  readonly element: Locator;

  constructor(private readonly page: Page) {
    this.element = page.locator('mfa-setup-wizard');
  }

  /** Call it before the page goes anywhere. */
  async watch(): Promise<this> {
    await this.page.addInitScript({ path: 'test/support/in-page.js' });
    return this;
  }

  /** The first screen can be used. */
  ready(): Promise<void> {
    return this.element.evaluate((element) => (element as HTMLElement & { ready: Promise<void> }).ready);
  }

  /** The person has reached this screen, and it is drawn. */
  async screen(name: string): Promise<void> {
    await this.page.evaluate((wanted) => (window as unknown as InPage).mfaTest.stepReached(wanted), name);
    await this.element.evaluate((element) => (element as HTMLElement & { idle: Promise<void> }).idle);
  }

  choose(index: number): Promise<void> {
    return this.element.locator('[part~="choice"]').nth(index).click();
  }

  goOn(): Promise<void> {
    return this.element.locator('[part~="primary"]').click();
  }

  /** From the chooser to the key of manual 2-1, with its QR code drawn. */
  async toSmartphoneKey(): Promise<void> {
    await this.screen('where');
    await this.choose(0);
    await this.screen('install');
    await this.goOn();
    await this.screen('key');
    await this.element.locator('mfa-qr-code svg').waitFor();
  }

  /** What the page's policy has refused so far. */
  violations(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as InPage).mfaTest.violations);
  }

  layoutShift(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as InPage).mfaTest.layoutShift());
  }

  /** Elements below the tag, through open shadow roots; the host itself not counted. */
  countNodes(): Promise<number> {
    return this.element.evaluate((host) => (window as unknown as InPage).mfaTest.below(host).length);
  }

  /** Listeners on the element and everything below it, and on the page's window and document. */
  async countListeners(): Promise<number> {
    const session = await this.page.context().newCDPSession(this.page);
    const { result } = await session.send('Runtime.evaluate', {
      expression: `{
        const host = document.querySelector('mfa-setup-wizard');
        [window, document, host, host.shadowRoot, ...mfaTest.below(host)];
      }`,
    });
    const targets = await session.send('Runtime.getProperties', {
      objectId: result.objectId ?? '',
      ownProperties: true,
    });
    let count = -(await this.page.evaluate(() => (window as unknown as InPage).mfaTest.ownListeners));
    for (const { value } of targets.result) {
      if (!value?.objectId || value.type !== 'object') continue;
      count += (await session.send('DOMDebugger.getEventListeners', { objectId: value.objectId })).listeners.length;
    }
    await session.detach();
    return count;
  }
}
