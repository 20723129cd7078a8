import { profile as basic } from './kyoto-u.ts';
import type { Profile } from './schema.ts';

/**
 * Kyoto University with its manuals and the words of its settings pages, which only guide mode quotes.
 * Source: its FAQ on setting one-time passwords up again and on registering the mail address.
 */
export const profile: Profile = {
  ...basic,
  links: {
    ...basic.links,
    manuals: {
      en: 'https://www.iimc.kyoto-u.ac.jp/en/services/account/mfa/manuals/add.html',
      ja: 'https://www.iimc.kyoto-u.ac.jp/ja/services/account/mfa/index.html',
    },
    start: {
      en: 'https://sites.google.com/kyoto-u.ac.jp/mfa-start-en/home',
      ja: 'https://sites.google.com/kyoto-u.ac.jp/mfa-start-jp/home',
    },
  },
  labels: {
    token: { en: 'One-time password (token)', ja: 'ワンタイムパスワード(トークン)' },
    select: { en: 'Select', ja: '選択' },
    firstTime: { en: 'Click here if you have not initialized your one-time password (TOTP) yet.' },
    register: { en: 'Register', ja: '登録' },
    confirm: { en: 'Confirm', ja: '確認' },
    completed: {
      en: 'The one-time password is set up.',
      ja: 'ワンタイムパスワード認証の設定が完了しました。',
    },
    sendMail: { en: 'Send a confirmation mail', ja: '確認メール送信' },
    update: { en: 'Update', ja: '更新' },
    mailSent: { en: 'A mail has been sent.', ja: 'メールを送信しました。' },
    initialize: { en: 'Initialize', ja: '初期化' },
    initialized: {
      en: 'The one-time password has been initialized.',
      ja: 'ワンタイムパスワード認証の設定を初期化しました。',
    },
  },
};
