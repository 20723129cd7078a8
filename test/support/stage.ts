import { after, afterEach, before } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startDemo, type Demo } from './demo.ts';
import { newPerson, type Person } from './person.ts';
import { Visitor } from './visitor.ts';
import type { Language } from './words.ts';

interface Visit {
  person: Person;
  visitor: Visitor;
  context: BrowserContext;
}

interface VisitOptions extends BrowserContextOptions {
  language?: Language;
  path?: string;
  /** Somebody who was here before, with another browser say. */
  person?: Person;
  /** Whether the address is verified already. */
  hasMail?: boolean;
  /** Runs before the page goes anywhere. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

let demo: Demo;
let browser: Browser;
before(async () => {
  [demo, browser] = await Promise.all([startDemo({ hasMovableClock: true }), launchChromium()]);
});
// Pages that nobody looks at any more would go on counting down. Subtests share those of their test.
afterEach(async (t) => {
  if ('fullName' in t && t.fullName === t.name) await Promise.all(browser.contexts().map((context) => context.close()));
});
after(async () => {
  await browser.close();
  await demo.end('SIGKILL');
});

/** One demo and one browser for all tests of a process. */
export const stage = {
  get demo() {
    return demo;
  },
  get browser() {
    return browser;
  },
  /** A person, a new one by default, signed in, in a browser that has never been here, on the page with the wizard. */
  async visit({
    language = 'en',
    path = '/wizard',
    person: known,
    hasMail = false,
    prepare,
    ...contextOptions
  }: VisitOptions = {}): Promise<Visit> {
    const person = known ?? (await newPerson(demo));
    if (hasMail) await person.verifyMail();
    const context = await browser.newContext(contextOptions);
    await person.enter(context);
    await prepare?.(context);
    const page = await context.newPage();
    await page.goto(`${demo.url}${path}?lang=${language}`);
    return { person, visitor: new Visitor(page, language), context };
  },
};
