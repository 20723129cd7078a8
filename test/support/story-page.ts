import type { Page } from 'playwright-core';

/** What Storybook tells about a story that has run. */
export interface Shown {
  /** What its control `state` offers. */
  states: string[];
  status: 'success' | 'error';
  reporters: { type: string; status: string; result: { violations?: { id: string; nodes: { html: string }[] }[] } }[];
}

/** What `in-stories.js` puts on the window. */
interface InStories {
  __STORYBOOK_PREVIEW__: { ready(): Promise<void> };
  tellStories(event: string, payload: object, until: string): Promise<unknown>;
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
      if (!/^(blob:|data:)/.test(request.url()) && !request.url().startsWith(`${url}/`))
        this.faults.push(`asks for ${request.url()}`);
    });
  }

  /** No story yet: one that is left while it is drawn makes Storybook load the page anew. */
  async open(globals: string): Promise<void> {
    await this.page.addInitScript({ path: 'test/support/in-stories.js' });
    await this.page.goto(`${this.url}/iframe.html?viewMode=story&globals=${globals}`);
    await this.page.waitForFunction(() => '__STORYBOOK_PREVIEW__' in window);
    await this.page.evaluate(() => (window as unknown as InStories).__STORYBOOK_PREVIEW__.ready());
  }

  /** Shows a story; resolves when its play function and axe have run. */
  show(storyId: string): Promise<Shown> {
    return this.#tell('setCurrentStory', { storyId, viewMode: 'story' }, 'storyFinished') as Promise<Shown>;
  }

  /** Changes a control; resolves when the story is drawn anew. */
  async control(storyId: string, updatedArgs: object): Promise<void> {
    await this.#tell('updateStoryArgs', { storyId, updatedArgs }, 'storyRendered');
  }

  #tell(event: string, payload: object, until: string): Promise<unknown> {
    return this.page.evaluate((told) => (window as unknown as InStories).tellStories(...told), [
      event,
      payload,
      until,
    ] as const);
  }
}
