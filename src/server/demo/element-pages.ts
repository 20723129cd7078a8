import type { OwnWords } from '../../localization/languages.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { appPath } from './app-shell.ts';
import { html, type Markup } from './html.ts';

/** A page that shows one element. It is served, and linked, only when the element has been built. */
export interface ElementPage {
  path: string;
  /** The file below `/mfa-elements/`. */
  module: string;
  nav: OwnWords;
  title: OwnWords;
  lead: OwnWords;
  markup: Markup;
  /** Can be installed, and opens without a connection. */
  isApp?: true;
  /** A page that shows what the product can do. Members of the department do not look for it. */
  isDemonstration?: true;
}

// A word joiner keeps “one-time” on one line.
const oneTime = 'one-\u2060time';

// Nobody else's pages are on this origin, so it may keep keys.
const wizard = html`<mfa-setup-wizard endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" keeps-codes></mfa-setup-wizard>`;
const list = html`<mfa-device-list endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" keeps-codes></mfa-device-list>`;
const sync = html`<mfa-sync-pair endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" fragment="mfa" keeps-codes></mfa-sync-pair>`;

const pages: readonly ElementPage[] = [
  {
    path: '/wizard',
    module: 'setup-wizard.js',
    nav: { en: 'Set up', ja: '設定' },
    title: { en: `Set up ${oneTime} passwords`, ja: 'ワンタイムパスワードの設定' },
    lead: {
      en: 'First the mail address that receives your one-time passwords, then the app if you want one.',
      ja: 'はじめに、ワンタイムパスワードを受け取るメールアドレスを設定します。そのあとで、アプリを追加できます。',
    },
    markup: wizard,
  },
  {
    path: '/devices',
    module: 'device-list.js',
    nav: { en: 'Devices', ja: '登録済みのデバイス' },
    title: { en: 'Mail and devices', ja: 'メールとデバイスの管理' },
    lead: {
      en: 'What can make one-time passwords for your account.',
      ja: 'あなたのワンタイムパスワードを表示できるデバイスの一覧です。',
    },
    markup: list,
  },
  {
    path: '/sync',
    module: 'sync-pair.js',
    nav: { en: 'Add a device', ja: 'デバイスの追加・機種変更' },
    title: { en: 'Add or change a device', ja: 'デバイスの追加・機種変更' },
    lead: {
      en: 'Bring the app you already use to one more device.',
      ja: '今お使いのアプリを、もう1台のデバイスでも使えるようにします。',
    },
    markup: sync,
  },
  {
    path: appPath,
    isApp: true,
    module: 'authenticator.js',
    nav: { en: 'Browser app', ja: 'ブラウザで使うアプリ' },
    title: { en: 'One-time passwords in this browser', ja: 'このブラウザでワンタイムパスワードを表示' },
    lead: {
      en: 'Your codes stay encrypted in this browser and are shown here, with or without a connection.',
      ja: 'ワンタイムパスワードは、このブラウザの中に暗号化して保存され、オフラインでも表示できます。',
    },
    markup: html`<mfa-authenticator endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in"></mfa-authenticator>`,
  },
  {
    path: '/guide',
    isDemonstration: true,
    module: 'setup-wizard.js',
    nav: { en: 'Guide only', ja: '手引きのみ' },
    title: { en: 'The guide without a back end', ja: 'サーバーなしで使う手引き' },
    lead: {
      en: 'The same steps, for a page that is not connected to a server: they lead you through the settings page of the university.',
      ja: 'サーバーにつながっていないページでの使い方です。同じ手順で、大学の設定ページでの操作を案内します。',
    },
    markup: html`<mfa-setup-wizard profile="kyoto-u" fragment="mfa"></mfa-setup-wizard>`,
  },
  {
    path: '/strict-csp',
    isDemonstration: true,
    module: 'setup-wizard.js',
    nav: { en: 'Strict page', ja: '厳格なページ' },
    title: { en: 'Under the strictest policy', ja: '最も厳しいポリシーのもとで' },
    lead: {
      en: 'This page, like every page here, forbids inline styles and scripts, pictures in the markup and code from text. The wizard works as it does elsewhere.',
      ja: 'このサイトの全ページと同じく、インラインのスタイルやスクリプト、データ形式の画像、文字列からのコード実行を禁止しています。設定ウィザードは、ほかのページと同じように動きます。',
    },
    markup: wizard,
  },
  {
    path: '/everything',
    isDemonstration: true,
    module: 'index.js',
    nav: { en: 'Several at once', ja: '複数の要素を並べる' },
    title: { en: 'Three elements on one page', ja: '1つのページに3つの要素' },
    lead: {
      en: 'What is done in one of them shows in the others: they share one client and one answer.',
      ja: 'どれか1つで行った操作は、ほかの要素にもすぐに反映されます。サーバーへの問い合わせも共有しています。',
    },
    markup: html`${list} ${wizard} ${sync}`,
  },
];

/** Read for each request, so that a rebuilt folder shows without a restart. */
export const builtPages = (cdnFolder: string): readonly ElementPage[] =>
  pages.filter(({ module }) => existsSync(join(cdnFolder, module)));
