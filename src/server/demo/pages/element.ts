import { inLanguage, type Locale } from '../../../localization/languages.ts';
import { manifestPath } from '../app-shell.ts';
import type { ElementPage } from '../element-pages.ts';
import { html, type Markup } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';

/** For a page that can be installed. */
const appHead = (language: Locale): Markup => html`<link rel="manifest" href="${manifestPath}?lang=${language}">
  <link rel="apple-touch-icon" href="/authenticator-192.png">
  <meta name="theme-color" content="#0d4274">
  <script type="module" src="/authenticator-page.js"></script>`;

/** A title, a sentence, the element. */
export function elementPage({ language }: PageContext, { title, lead, markup, module, isApp }: ElementPage): Page {
  return {
    title,
    body: html`<article>
  <h1>${inLanguage(title, language)}</h1>
  <p class="lead">${inLanguage(lead, language)}</p>
  <section aria-label="${inLanguage(title, language)}">${markup}</section>
</article>`,
    modules: [module],
    head: isApp && appHead(language),
  };
}
