import { inLanguage, type OwnWords } from '../../../localization/languages.ts';
import { html } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';

const words = {
  title: { en: 'Page not found', ja: 'ページが見つかりません' },
  text: {
    en: 'There is no page at this address. It may have moved, or the address may have been typed differently.',
    ja: 'このアドレスのページはありません。移動したか、アドレスが間違っている可能性があります。',
  },
  home: { en: 'To the first page', ja: 'トップページへ' },
} satisfies Record<string, OwnWords>;

export function notFoundPage({ language }: PageContext): Page {
  return {
    title: words.title,
    body: html`<h1>${inLanguage(words.title, language)}</h1>
  <p class="lead">${inLanguage(words.text, language)}</p>
  <p><a href="/">${inLanguage(words.home, language)}</a></p>`,
  };
}
