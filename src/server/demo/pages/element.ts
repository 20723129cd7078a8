import type { ElementPage } from '../element-pages.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';

/** A title, a sentence, the element. */
export function elementPage({ language }: PageContext, { title, lead, markup, module }: ElementPage): Page {
  return {
    title,
    body: html`<article>
  <h1>${title[language]}</h1>
  <p class="lead">${lead[language]}</p>
  <section aria-label="${title[language]}">${markup}</section>
</article>`,
    modules: [module],
  };
}
