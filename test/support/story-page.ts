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
  scheme?: 'dark';
  /** Without axe. */
  a11y?: { manual: true };
}

/** What `in-stories.js` puts on the window. */
interface InStories {
  __STORYBOOK_PREVIEW__: { ready(): Promise<void> };
  setGlobals(globals: Globals): void;
  showStory(storyId: string): Promise<Shown>;
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
  async open(globals: Globals): Promise<void> {
    await this.page.addInitScript({ path: 'test/support/in-stories.js' });
    await this.page.goto(`${this.url}iframe.html?viewMode=story`);
    await this.page.waitForFunction(() => '__STORYBOOK_PREVIEW__' in window);
    await this.page.evaluate(async (chosen) => {
      const stories = window as unknown as InStories;
      await stories.__STORYBOOK_PREVIEW__.ready();
      stories.setGlobals(chosen);
    }, globals);
  }

  /** Shows a story; resolves when its play function and axe have run. */
  show(storyId: string): Promise<Shown> {
    return this.page.evaluate((id) => (window as unknown as InStories).showStory(id), storyId);
  }

  /** In the pseudo-language: what is not in it. */
  untranslated(): Promise<string[]> {
    return this.page.evaluate((signs) => (window as unknown as InStories).untranslated(signs), brackets);
  }
}
