import { inLanguage, type Locale, type OwnWords } from '../../../localization/languages.ts';
import { html, type Markup } from '../html.ts';
import type { Page, PageContext } from '../layout.ts';
import type { ReceivedMail } from '../mailbox.ts';

const words = {
  title: { en: 'Received mail', ja: '受信メール' },
  lead: {
    en: 'Every mail that this demonstration has sent, newest first. They are kept in memory only.',
    ja: 'このデモンストレーションから送られたメールを、新しい順に表示しています。終了すると消えます。',
  },
  refresh: { en: 'Look again', ja: '再読み込み' },
  none: { en: 'No mail yet.', ja: 'まだメールは届いていません。' },
  to: { en: 'To', ja: '宛先' },
  received: { en: 'Received', ja: '受信日時' },
} satisfies Record<string, OwnWords>;

function mailArticle(language: Locale, { to, subject, text, receivedAt }: ReceivedMail): Markup {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Asia/Tokyo' });
  return html`<li><article class="mail">
  <h2>${subject}</h2>
  <dl>
    <dt>${inLanguage(words.to, language)}</dt><dd>${to}</dd>
    <dt>${inLanguage(words.received, language)}</dt><dd><time datetime="${receivedAt}">${time.format(new Date(receivedAt))}</time></dd>
  </dl>
  <p>${text}</p>
</article></li>`;
}

export function mailboxPage({ language }: PageContext, mails: readonly ReceivedMail[]): Page {
  return {
    title: words.title,
    body: html`<h1>${inLanguage(words.title, language)}</h1>
  <p class="lead">${inLanguage(words.lead, language)}</p>
  <p><a href="/mailbox">${inLanguage(words.refresh, language)}</a></p>
  ${mails.length === 0 ? html`<p>${inLanguage(words.none, language)}</p>` : html`<ol class="mails">${mails.map((mail) => mailArticle(language, mail))}</ol>`}`,
  };
}
