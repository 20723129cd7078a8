import type { App } from './app.ts';

/** How the usual apps move accounts from one device to another: nothing a first set-up would have to download. */
export const moving: Record<string, Pick<App, 'gives' | 'takes'>> = {
  'google-authenticator': {
    gives: {
      'migration-qr': {
        menu: {
          en: ['☰', 'Transfer accounts', 'Export accounts'],
          ja: ['☰', 'アカウントを移行', 'アカウントのエクスポート'],
        },
      },
    },
    takes: {
      'migration-qr': {
        menu: {
          en: ['☰', 'Transfer accounts', 'Import accounts'],
          ja: ['☰', 'アカウントを移行', 'アカウントのインポート'],
        },
      },
    },
  },
};
