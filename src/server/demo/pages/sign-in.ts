import { inLanguage, type OwnWords } from '../../../localization/languages.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';
import { people } from '../people.ts';

const words = {
  title: { en: 'Sign in', ja: 'ログイン' },
  lead: {
    en: 'Choose who you are in this demonstration. There is no password.',
    ja: 'このデモンストレーションで使う人物を選んでください。パスワードは不要です。',
  },
} satisfies Record<string, OwnWords>;

/** `returnTo`: a local path. */
export function signInPage({ language }: PageContext, returnTo: string): Page {
  const choices = people.map(({ id, name, role }) => {
    return html`<li><form method="post" action="/sign-in">
    <input type="hidden" name="user" value="${id}"><input type="hidden" name="return" value="${returnTo}">
    <button><strong>${inLanguage(name, language)}</strong> <span>${inLanguage(role, language)}</span></button>
  </form></li>`;
  });
  return {
    title: words.title,
    body: html`<h1>${inLanguage(words.title, language)}</h1>
  <p class="lead">${inLanguage(words.lead, language)}</p>
  <ul class="people">${choices}</ul>`,
  };
}
