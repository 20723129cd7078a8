import type { Locale } from '../localization/msg.ts';

/**
 * Authenticator apps as data: one row an app. Labels are those of the app itself in each language, so that a person
 * finds the same words on the screen. Names are the makers'; no logos.
 */
export interface App {
  id: string;
  name: string;
  /** Where to get it. */
  stores: { ios?: string; android?: string };
  /** The app's own menu labels, in the order they are tapped. */
  menu: Record<Locale, { scan: string[]; key: string[] }>;
  /** Worth knowing before one begins. */
  publisher: string;
}

export const apps: readonly App[] = [
  {
    id: 'google-authenticator',
    name: 'Google Authenticator',
    publisher: 'Google LLC',
    stores: {
      ios: 'https://apps.apple.com/app/google-authenticator/id388497605',
      android: 'https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2',
    },
    menu: {
      en: { scan: ['+', 'Scan a QR code'], key: ['+', 'Enter a setup key'] },
      ja: { scan: ['+', 'QR コードをスキャン'], key: ['+', 'セットアップ キーを入力'] },
    },
  },
  {
    id: 'microsoft-authenticator',
    name: 'Microsoft Authenticator',
    publisher: 'Microsoft Corporation',
    stores: {
      ios: 'https://apps.apple.com/app/microsoft-authenticator/id983156458',
      android: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
    },
    menu: {
      en: {
        scan: ['+', 'Other account (Google, Facebook, etc.)'],
        key: ['+', 'Other account (Google, Facebook, etc.)', 'Or enter code manually'],
      },
      ja: {
        scan: ['+', 'その他 (Google、Facebook など)'],
        key: ['+', 'その他 (Google、Facebook など)', 'または手動でコードを入力'],
      },
    },
  },
];

export const appById = (id: string): App | undefined => apps.find((app) => app.id === id);
