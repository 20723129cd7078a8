import type { App } from './app.ts';

/**
 * The apps that manuals name: those offered when an app is set up for the first time. How they move accounts is told
 * elsewhere (moving.ts), since a first set-up does not need it.
 */
export const usualApps: readonly App[] = [
  {
    id: 'google-authenticator',
    name: 'Google Authenticator',
    publisher: 'Google LLC',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/google-authenticator/id388497605',
      android: 'https://play.google.com/store/apps/details?id=com.google.android.apps.authenticator2',
    },
    gives: {},
    takes: {
      'otpauth-qr': { menu: { en: ['+', 'Scan a QR code'], ja: ['+', 'QR コードをスキャン'] } },
      'key-text': { menu: { en: ['+', 'Enter a setup key'], ja: ['+', 'セットアップ キーを入力'] } },
    },
  },
  {
    id: 'microsoft-authenticator',
    name: 'Microsoft Authenticator',
    publisher: 'Microsoft Corporation',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/microsoft-authenticator/id983156458',
      android: 'https://play.google.com/store/apps/details?id=com.azure.authenticator',
    },
    // Its cloud backup is restored by the same app on the same kind of phone only.
    gives: {},
    takes: {
      'otpauth-qr': {
        menu: {
          en: ['+', 'Other account (Google, Facebook, etc.)'],
          ja: ['+', 'その他 (Google、Facebook など)'],
        },
      },
      'key-text': {
        menu: {
          en: ['+', 'Other account (Google, Facebook, etc.)', 'Or enter code manually'],
          ja: ['+', 'その他 (Google、Facebook など)', 'または手動でコードを入力'],
        },
      },
    },
  },
];
