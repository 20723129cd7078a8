/// <reference types="vite/client" />
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { locales, ownName } from '../src/localization/languages.ts';
import { addTemplates } from '../src/localization/msg.ts';
// The English of every text; its translations are not read here.
import xliff from '../src/localization/xliff/ja.xlf?raw';
import { plainTemplates, pseudoTemplates } from '../test/support/pseudo.ts';

/** What the toolbar offers. The last one is for whoever looks for words that are not translated. */
export const languages = [
  ...locales.map((locale) => ({ value: locale, title: ownName(locale) })),
  { value: 'pseudo', title: 'Þšéûđö' },
];

/** Draws with the page in this language. Real languages change under a running element; the pseudo-language starts it anew. */
export function inLanguage(language: string, draw: () => unknown): TemplateResult {
  const isPseudo = language === 'pseudo';
  document.documentElement.lang = isPseudo ? 'en' : language;
  addTemplates('en', isPseudo ? pseudoTemplates(xliff) : plainTemplates(xliff), true);
  return html`${keyed(isPseudo, draw())}`;
}
