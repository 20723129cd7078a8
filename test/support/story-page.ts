import type { Page } from 'playwright-core';
import { brackets } from './pseudo.ts';

/** What Storybook tells about a story that has run. */
export interface Shown {
  status: 'success' | 'error';
  reporters: { type: string; status: string; result: { violations?: { id: string; nodes: { html: string }[] }[] } }[];
}

/** What the toolbar sets. */
export interface Globals {
  language: 'en' | 'ja' | 'pseudo';
  scheme: 'light' | 'dark';
  /** `manual`: without axe. */
  a11y: { manual: boolean };
}

/** What `in-stories.js` puts on the window. */
interface InStories {
  __STORYBOOK_PREVIEW__: { ready(): Promise<void> };
  showStory(storyId: string, globals: Globals): Promise<Shown>;
  untranslated(brackets: readonly string[]): string[];
}

/** A page of stories, led through Storybook's own channel: the next story needs no new page, and no new database. */
export class StoryPage {
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(error.message));
    page.on('request', (request) => {
      if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(url))
        this.faults.push(`asks for ${request.url()}`);
    });
  }

  /** No story yet: one that is left while it is drawn makes Storybook load the page anew. */
  async open(): Promise<void> {
    await this.page.addInitScript({ path: 'test/support/in-stories.js' });
    await this.page.goto(`${this.url}iframe.html?viewMode=story`);
    await this.page.waitForFunction(() => '__STORYBOOK_PREVIEW__' in window);
    await this.page.evaluate(() => (window as unknown as InStories).__STORYBOOK_PREVIEW__.ready());
  }

  /** Shows a story; resolves when its play function and axe have run. */
  show(storyId: string, globals: Globals): Promise<Shown> {
    return this.page.evaluate(([id, chosen]) => (window as unknown as InStories).showStory(id, chosen), [
      storyId,
      globals,
    ] as const);
  }

  /** In the pseudo-language: what is not in it. */
  untranslated(): Promise<string[]> {
    return this.page.evaluate((signs) => (window as unknown as InStories).untranslated(signs), brackets);
  }
}
