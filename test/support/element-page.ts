import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';
import type { Authenticator } from './authenticator.ts';
import type { Demo } from './demo.ts';
import type { Person } from './person.ts';

const tags = ['setup-wizard', 'sync-pair', 'device-list', 'authenticator'] as const;

/** Codes that the service has not seen: its clock goes on by two steps for each. */
export class ServiceClock {
  #aheadMs = 0;
  constructor(readonly demo: Demo) {}
  async next(app: Authenticator): Promise<string> {
    await this.demo.setAhead((this.#aheadMs += 60_000));
    return app.code(Date.now() + this.#aheadMs);
  }
}

/** Whether the service takes what the app shows now. */
export async function takes(person: Person, code: string): Promise<boolean> {
  const answer = await person.ask('POST', 'check', { code });
  if (answer.status !== 200) assert.equal(((await answer.json()) as { code: string }).code, 'invalid_code');
  return answer.status === 200;
}

/** A page of ours with these elements on it; `hash`: what stands behind its address. */
export async function openElements(
  demo: Pick<Demo, 'url'>,
  context: BrowserContext,
  elements: string,
  { language = 'en', hash = '' } = {},
): Promise<Page> {
  const page = await context.newPage();
  const modules = tags.map((tag) => `<script type="module" src="/mfa-elements/${tag}.js"></script>`).join('');
  const head = '<meta name="viewport" content="width=device-width"><title>x</title>';
  const body = `<!doctype html><html lang="${language}">${head}${modules}<main><h1>Elements</h1>${elements}</main></html>`;
  await page.route('**/elements', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(`${demo.url}/elements${hash}`);
  return page;
}

export const element = (tag: (typeof tags)[number], attributes = ''): string =>
  `<mfa-${tag} endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" ${attributes}></mfa-${tag}>`;

/** Runs in the page. */
export function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, composed: true }));
}
