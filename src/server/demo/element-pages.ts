import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { html, type Markup } from './html.ts';
import type { Words } from './language.ts';

/** A page that shows one element. It is served, and linked, only when the element has been built. */
export interface ElementPage {
  path: string;
  /** The file below `/mfa-elements/`. */
  module: string;
  nav: Words;
  title: Words;
  lead: Words;
  markup: Markup;
  /** Shows what the product can do, and is nothing a member of the department would look for. */
  isDemonstration?: true;
}

const wizard = html`<mfa-setup-wizard endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in"></mfa-setup-wizard>`;

const pages: readonly ElementPage[] = [
  {
    path: '/wizard',
    module: 'setup-wizard.js',
    nav: { en: 'Set up', ja: '設定' },
    title: { en: 'Set up one-time passwords', ja: 'ワンタイムパスワードの設定' },
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
    title: { en: 'Your devices', ja: '登録済みのデバイス' },
    lead: {
      en: 'What can make one-time passwords for your account.',
      ja: 'あなたのワンタイムパスワードを表示できるデバイスの一覧です。',
    },
    markup: html`<mfa-device-list endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in"></mfa-device-list>`,
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
    markup: html`<mfa-sync-pair endpoint="/api/mfa" profile="kyoto-u" sign-in="/sign-in" fragment="mfa"></mfa-sync-pair>`,
  },
  {
    path: '/authenticator',
    module: 'authenticator.js',
    nav: { en: 'Browser app', ja: 'ブラウザで使うアプリ' },
    title: { en: 'One-time passwords in this browser', ja: 'このブラウザでワンタイムパスワードを表示' },
    lead: {
      en: 'Your codes stay encrypted in this browser and are shown here, with or without a connection.',
      ja: 'ワンタイムパスワードは、このブラウザの中に暗号化して保存され、オフラインでも表示できます。',
    },
    markup: html`<mfa-authenticator profile="kyoto-u"></mfa-authenticator>`,
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
];

/** Asked anew each time, so that a rebuilt folder shows without a restart. */
export const builtPages = (cdnFolder: string): readonly ElementPage[] =>
  pages.filter(({ module }) => existsSync(join(cdnFolder, module)));
