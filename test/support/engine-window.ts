import { launch, type ElementHandle } from 'puppeteer-core';
import { engineNamed, type Engine } from '../../scripts/engines.mjs';
import { startWebKit } from './webkit.mjs';

/** One window of an engine that Playwright does not know; `find` is the text of a function that runs in the page. */
export interface EngineWindow {
  version: string;
  open(url: string): Promise<void>;
  /** What the function answers, in JSON. */
  run(work: string, ...args: unknown[]): Promise<unknown>;
  /** Waits until the function has found its element. */
  find(find: string, ...args: unknown[]): Promise<EngineElement>;
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface EngineElement {
  click(): Promise<void>;
  /** Types over what is there. */
  fill(text: string): Promise<void>;
}

/** Of a small phone. */
const size = { width: 360, height: 740 };

/** By WebDriver BiDi. */
async function openFirefox(): Promise<EngineWindow> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: engineNamed('firefox').path(),
    headless: true,
    protocolTimeout: 40_000,
  });
  const page = await browser.newPage();
  await page.setViewport(size);
  const called = (work: string, args: unknown[]): string => `(${work})(...${JSON.stringify(args)})`;
  return {
    version: (await browser.version()).replace(/^\D*/, ''),
    open: async (url) => void (await page.goto(url)),
    run: (work, ...args) => page.evaluate(called(work, args)),
    async find(find, ...args) {
      const element = (await page.evaluateHandle(called(find, args))) as ElementHandle<HTMLInputElement>;
      return {
        click: () => element.click(),
        async fill(text) {
          await element.evaluate((field) => field.select());
          await element.type(text);
        },
      };
    },
    screenshot: () => page.screenshot(),
    close: () => browser.close(),
  };
}

/** By W3C WebDriver. */
async function openWebKit(): Promise<EngineWindow> {
  const webkit = await startWebKit();
  await webkit.ask('POST', '/window/rect', size);
  const run = (work: string, args: unknown[]): Promise<unknown> =>
    webkit.ask('POST', '/execute/async', {
      script: `const args = [...arguments]; const done = args.pop(); Promise.resolve((${work})(...args)).then(done);`,
      args,
    });
  return {
    version: webkit.version,
    async open(url) {
      await webkit.open(url);
      // The buttons of the MiniBrowser keep its window wider.
      await run('(width) => void (document.body.style.inlineSize = `${width}px`)', [size.width]);
    },
    run: (work, ...args) => run(work, args),
    async find(find, ...args) {
      // https://www.w3.org/TR/webdriver2/#elements: an element is an object with one member, its reference.
      const [reference] = Object.values((await run(find, args)) as Record<string, string>);
      const tell = async (what: string, body = {}): Promise<void> =>
        void (await webkit.ask('POST', `/element/${reference}/${what}`, body));
      return {
        click: () => tell('click'),
        async fill(text) {
          await tell('clear');
          await tell('value', { text });
        },
      };
    },
    screenshot: async () => Buffer.from((await webkit.ask('GET', '/screenshot')) as string, 'base64'),
    close: () => webkit.close(),
  };
}

export const openWindow = (engine: Exclude<Engine['name'], 'chromium'>): Promise<EngineWindow> =>
  engine === 'firefox' ? openFirefox() : openWebKit();
