/// <reference types="vite/client" />
import { html, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { addTemplates } from '../src/localization/msg.ts';
import xliff from '../src/localization/xliff/ja.xlf?raw';
import { plainTemplates, pseudoTemplates } from '../test/support/pseudo.ts';

/** What the toolbar offers. The last one is for whoever looks for words that are not translated. */
export const languages = [
  { value: 'en', title: 'English' },
  { value: 'ja', title: '日本語' },
  { value: 'pseudo', title: 'Þšéûđö' },
] as const;

/** Draws with the page in this language. English and Japanese change under a running element; the pseudo-language starts it anew. */
export function inLanguage(language: string, draw: () => unknown): TemplateResult {
  const isPseudo = language === 'pseudo';
  document.documentElement.lang = isPseudo ? 'en' : language;
  addTemplates('en', isPseudo ? pseudoTemplates(xliff) : plainTemplates(xliff), true);
  return html`${keyed(isPseudo, draw())}`;
}
