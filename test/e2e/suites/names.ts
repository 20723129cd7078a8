import assert from 'node:assert/strict';
import test from 'node:test';
import { element, openElements } from '../../support/element-page.ts';
import { stage } from '../../support/stage.ts';

/** Members of the document that we and Lit read. */
const members = [
  ...['hidden', 'visibilityState', 'body', 'baseURI', 'createElement', 'addEventListener', 'removeEventListener'],
  ...['execCommand', 'createTreeWalker', 'createComment', 'createTextNode', 'importNode', 'adoptedStyleSheets'],
];

const shown = ['setup-wizard', 'device-list'] as const;

for (const tag of ['img', 'form', 'iframe'])
  test(`elements are drawn on a page that names its own as the document names its members: ${tag}`, async () => {
    const context = await stage.browser.newContext();
    const named = members.map((name) => `<${tag} name="${name}"></${tag}>`).join('');
    const page = await openElements(stage.demo, context, named + shown.map((name) => element(name)).join(''));
    // Playwright looks for things by members of the document, too.
    const headings = await page.evaluate(
      async (tags) => {
        const texts: string[] = [];
        for (const tag of tags) {
          const host = Document.prototype.querySelector.call(document, tag)!;
          for (const untilMs = Date.now() + 10_000; Date.now() < untilMs;) {
            const text = host.shadowRoot?.querySelector('h2')?.textContent;
            if (text) {
              texts.push(text.trim());
              break;
            }
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        }
        return texts;
      },
      shown.map((name) => `mfa-${name}`),
    );
    assert.equal(headings.length, shown.length);
    assert.notEqual(await page.evaluate(() => typeof document.importNode), 'function', 'so it can fail');
  });
