import { inLanguage, locales, ownName, type Locale, type OwnWords } from '../../localization/languages.ts';
import { profile } from '../../profiles/kyoto-u.ts';
import type { ElementPage } from './element-pages.ts';
import { html, type Markup, type Part } from './html.ts';
import { localPath } from './local-path.ts';
import { nameOf } from './people.ts';

/** What every page knows of the request. */
export interface PageContext {
  language: Locale;
  /** Path and query as asked for. */
  url: URL;
  /** The account name of the person, or null. */
  person: string | null;
  elementPages: readonly ElementPage[];
  hasMailbox: boolean;
}

export interface Page {
  title: OwnWords;
  body: Part;
  /** Files below `/mfa-elements/`. */
  modules?: readonly string[];
  /** What else stands in the head. */
  head?: Part;
}

const words = {
  unit: { en: 'Example Department', ja: '見本学科' },
  skip: { en: 'Skip to the content', ja: '本文へ移動' },
  menu: { en: 'Pages', ja: 'ページ一覧' },
  home: { en: 'Multi-factor authentication', ja: '多要素認証' },
  mailbox: { en: 'Received mail', ja: '受信メール' },
  demonstration: { en: 'Demonstration', ja: 'デモンストレーション' },
  language: { en: 'Language', ja: '言語' },
  signIn: { en: 'Sign in', ja: 'ログイン' },
  signOut: { en: 'Sign out', ja: 'ログアウト' },
  note: {
    en: 'This is a demonstration with invented people. It is not a page of Kyoto University.',
    ja: 'これは架空の人物を使ったデモンストレーションで、京都大学のページではありません。',
  },
} satisfies Record<string, OwnWords>;

/** The same page in another language: the rest of the query stays. */
function addressIn(url: URL, language: Locale): string {
  const query = new URLSearchParams(url.search);
  query.set('lang', language);
  // The path of a request may begin with `//host`, which a link would read as another host.
  return `${localPath(url.pathname, url.host)}?${query}`;
}

function languageSwitch({ language, url }: PageContext): Markup {
  const choices = locales.map((each) =>
    each === language
      ? html`<li><span aria-current="true">${ownName(each)}</span></li>`
      : html`<li><a href="${addressIn(url, each)}" hreflang="${each}" lang="${each}">${ownName(each)}</a></li>`,
  );
  return html`<ul class="languages" aria-label="${inLanguage(words.language, language)}">${choices}</ul>`;
}

function whoIsHere({ language, url, person }: PageContext): Markup {
  const here = encodeURIComponent(url.pathname + url.search);
  if (person === null)
    return html`<a class="sign-in" href="/sign-in?return=${here}">${inLanguage(words.signIn, language)}</a>`;
  return html`<div class="who">
    <span class="person">${inLanguage(nameOf(person), language)}</span>
    <form method="post" action="/sign-out"><button>${inLanguage(words.signOut, language)}</button></form>
  </div>`;
}

interface Entry {
  path: string;
  nav: OwnWords;
}

function menuList({ language, url }: PageContext, entries: readonly Entry[]): Markup {
  const links = entries.map(({ path, nav }) => {
    const current = path === url.pathname && html` aria-current="page"`;
    return html`<li><a href="${path}" ${current}>${inLanguage(nav, language)}</a></li>`;
  });
  return html`<ul>
    ${links}
  </ul>`;
}

function menu(context: PageContext): Markup {
  const { language, elementPages, hasMailbox } = context;
  const mailbox = hasMailbox ? [{ path: '/mailbox', nav: words.mailbox }] : [];
  const forMembers = [
    { path: '/', nav: words.home },
    ...elementPages.filter(({ isDemonstration }) => !isDemonstration),
  ];
  const forCurious = [...mailbox, ...elementPages.filter(({ isDemonstration }) => isDemonstration)];
  return html`<nav aria-label="${inLanguage(words.menu, language)}">
    ${menuList(context, forMembers)}
    <h2>${inLanguage(words.demonstration, language)}</h2>
    ${menuList(context, forCurious)}
  </nav>`;
}

/** A whole document. */
export function layout(context: PageContext, { title, body, modules = [], head }: Page): string {
  const { language } = context;
  const scripts = modules.map((file) => html`<script type="module" src="/mfa-elements/${file}"></script>`);
  return html`<!doctype html>
<html lang="${language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${inLanguage(title, language)} – ${inLanguage(words.unit, language)}</title>
  <link rel="icon" href="/portal.svg" type="image/svg+xml">
  <link rel="stylesheet" href="/portal.css">
  ${head}
  ${scripts}
</head>
<body>
  <a class="skip" href="#content">${inLanguage(words.skip, language)}</a>
  <header>
    <p class="unit"><a href="/"><span>${inLanguage(profile.name, language)}</span> <strong>${inLanguage(words.unit, language)}</strong></a></p>
    <div class="tools">${languageSwitch(context)}${whoIsHere(context)}</div>
  </header>
  ${menu(context)}
  <main id="content">
${body}
  </main>
  <footer><p>${inLanguage(words.note, language)}</p></footer>
</body>
</html>
`.text;
}
