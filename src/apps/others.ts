import type { App } from './app.ts';

const scan = { menu: { en: ['+', 'Scan a QR code'], ja: ['+', 'QRコードをスキャン'] } };

/** Apps that people bring along, and the ones for a browser. */
export const otherApps: readonly App[] = [
  {
    // Facts: the extension's own screens, version 8.0.2. It is not given `otpauth-migration:` codes: it garbles names
    // beyond ASCII and long accounts, and says “Success”.
    id: 'authenticator-extension',
    name: 'Authenticator',
    publisher: 'mymindstorm',
    places: ['browser'],
    stores: {
      chrome: 'https://chromewebstore.google.com/detail/authenticator/bhghoamapcdpbohphigoooaddinpkbai',
      edge: 'https://microsoftedge.microsoft.com/addons/detail/authenticator-2fa-client/ocglkepbibnalbgmbachknglpdipeoio',
      firefox: 'https://addons.mozilla.org/firefox/addon/auth-helper/',
    },
    gives: {
      'otpauth-qr': {
        // The button has no label.
        menu: { en: [], ja: [] },
        note: {
          en: 'In Authenticator, point at the account: an icon with a QR code appears at its top right. Press it.',
          ja: 'Authenticatorでアカウントにマウスポインターを重ねると、右上にQRコードのアイコンが表示されます。それを押します。',
        },
      },
      'otpauth-text': {
        menu: {
          en: ['⚙', 'Backup', 'Download Backup File'],
          ja: ['⚙', 'バックアップ', 'バックアップファイルのダウンロード'],
        },
        note: {
          en: 'The file is called authenticator.txt; in older versions authenticator.json.',
          ja: 'ファイル名はauthenticator.txtです（以前の版ではauthenticator.json）。',
        },
      },
    },
    takes: {
      'otpauth-qr': {
        menu: { en: ['Scan QR Code'], ja: ['QRコードをスキャン'] },
        note: {
          en: 'It is the frame icon at the top of its window. Then drag a box around the whole QR code.',
          ja: 'ウィンドウ上部の四角い枠のアイコンです。押したら、QRコード全体を囲むようにドラッグします。',
        },
      },
      'otpauth-text': {
        menu: { en: ['⚙', 'Backup', 'Import Backup'], ja: ['⚙', 'バックアップ', 'バックアップのインポート'] },
      },
      'key-text': { menu: { en: ['✎', '+', 'Manual Entry'], ja: ['✎', '+', '手動入力'] } },
    },
    drops: ['algorithm', 'period'],
  },
  {
    id: '2fauth',
    name: '2FAuth',
    publisher: 'Bubka',
    places: ['browser'],
    // Each group runs a server of its own.
    stores: {},
    gives: { 'backup-file': { menu: { en: ['Manage', 'Export'], ja: ['管理', 'エクスポート'] } } },
    takes: {
      'otpauth-qr': { menu: { en: ['New', 'Upload a QR code'], ja: ['新規', 'QRコードをアップロード'] } },
      'key-text': { menu: { en: ['New', 'Use the advanced form'], ja: ['新規', '詳細フォームを使う'] } },
    },
  },
  {
    id: 'apple-passwords',
    name: 'Apple Passwords',
    publisher: 'Apple Inc.',
    places: ['smartphone'],
    stores: { ios: 'https://apps.apple.com/app/passwords/id6473799789' },
    gives: {
      'backup-file': {
        menu: {
          en: ['File', 'Export All Passwords to File…'],
          ja: ['ファイル', 'すべてのパスワードをファイルに書き出す…'],
        },
        note: {
          en: 'Only on a Mac with the same Apple Account. The file holds all your passwords: only the key is read here, and the file should be deleted right after.',
          ja: '同じApple Accountを使うMacでだけ書き出せます。ファイルにはすべてのパスワードが入っています。ここではキーだけを読み取ります。終わったらすぐに削除してください。',
        },
      },
    },
    takes: {
      'otpauth-qr': { menu: { en: ['Codes', '+', 'Scan QR Code'], ja: ['コード', '+', 'QRコードをスキャン'] } },
      'key-text': { menu: { en: ['Codes', '+', 'Enter Setup Key'], ja: ['コード', '+', '設定キーを入力'] } },
    },
  },
  {
    id: 'aegis',
    name: 'Aegis Authenticator',
    publisher: 'Beem Development',
    places: ['smartphone'],
    stores: { android: 'https://play.google.com/store/apps/details?id=com.beemdevelopment.aegis' },
    gives: {
      'otpauth-qr': {
        menu: { en: ['Transfer'], ja: ['転送'] },
        note: { en: 'Press and hold the account first.', ja: '先にアカウントを長押しします。' },
      },
      'backup-file': {
        menu: {
          en: ['Settings', 'Import & Export', 'Export'],
          ja: ['設定', 'インポートとエクスポート', 'エクスポート'],
        },
      },
    },
    takes: {
      'otpauth-qr': scan,
      'migration-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter manually'], ja: ['+', '手動で入力'] } },
      'backup-file': {
        menu: {
          en: ['Settings', 'Import & Export', 'Import from file'],
          ja: ['設定', 'インポートとエクスポート', 'ファイルからインポート'],
        },
      },
    },
  },
  {
    id: '2fas',
    name: '2FAS',
    publisher: 'Two Factor Authentication Service, Inc.',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/2fa-authenticator-2fas/id1217793794',
      android: 'https://play.google.com/store/apps/details?id=com.twofasapp',
    },
    gives: {
      'backup-file': {
        menu: { en: ['Settings', '2FAS Backup', 'Export'], ja: ['設定', '2FAS Backup', 'エクスポート'] },
      },
    },
    takes: {
      'otpauth-qr': scan,
      'migration-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter a secret key'], ja: ['+', 'シークレットキーを入力'] } },
      'backup-file': {
        menu: { en: ['Settings', '2FAS Backup', 'Import'], ja: ['設定', '2FAS Backup', 'インポート'] },
      },
    },
  },
  {
    id: 'bitwarden-authenticator',
    name: 'Bitwarden Authenticator',
    publisher: 'Bitwarden Inc.',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/bitwarden-authenticator/id6497335175',
      android: 'https://play.google.com/store/apps/details?id=com.bitwarden.authenticator',
    },
    gives: { 'backup-file': { menu: { en: ['Settings', 'Export'], ja: ['設定', 'エクスポート'] } } },
    takes: {
      'otpauth-qr': scan,
      'migration-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter key manually'], ja: ['+', 'キーを手動で入力'] } },
      'backup-file': { menu: { en: ['Settings', 'Import'], ja: ['設定', 'インポート'] } },
    },
  },
  {
    id: 'ente-auth',
    name: 'Ente Auth',
    publisher: 'Ente Technologies, Inc.',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/ente-auth-2fa-authenticator/id6444121398',
      android: 'https://play.google.com/store/apps/details?id=io.ente.auth',
    },
    gives: {
      'otpauth-text': {
        menu: {
          en: ['Settings', 'Data', 'Export codes', 'Plain text'],
          ja: ['設定', 'データ', 'コードをエクスポート', 'プレーンテキスト'],
        },
      },
    },
    takes: {
      'otpauth-qr': scan,
      'migration-qr': {
        menu: {
          en: ['Settings', 'Data', 'Import codes', 'Google Authenticator'],
          ja: ['設定', 'データ', 'コードをインポート', 'Google Authenticator'],
        },
      },
      'otpauth-text': {
        menu: {
          en: ['Settings', 'Data', 'Import codes', 'Plain text'],
          ja: ['設定', 'データ', 'コードをインポート', 'プレーンテキスト'],
        },
      },
      'key-text': { menu: { en: ['+', 'Enter details manually'], ja: ['+', '詳細を手動で入力'] } },
    },
  },
  {
    id: 'proton-authenticator',
    name: 'Proton Authenticator',
    publisher: 'Proton AG',
    places: ['smartphone'],
    stores: {
      ios: 'https://apps.apple.com/app/proton-authenticator/id6741758667',
      android: 'https://play.google.com/store/apps/details?id=proton.android.authenticator',
    },
    gives: { 'backup-file': { menu: { en: ['Settings', 'Export'], ja: ['設定', 'エクスポート'] } } },
    takes: {
      'otpauth-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter manually'], ja: ['+', '手動で入力'] } },
      'backup-file': { menu: { en: ['Settings', 'Import'], ja: ['設定', 'インポート'] } },
    },
  },
  {
    id: 'stratum',
    name: 'Stratum',
    publisher: 'jmh',
    places: ['smartphone'],
    stores: { android: 'https://play.google.com/store/apps/details?id=com.stratumauth.app' },
    gives: {
      'backup-file': {
        menu: { en: ['⋮', 'Back up', 'To file'], ja: ['⋮', 'バックアップ', 'ファイルへ'] },
      },
    },
    takes: {
      'otpauth-qr': scan,
      'migration-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter key'], ja: ['+', 'キーを入力'] } },
      'backup-file': { menu: { en: ['+', 'Restore'], ja: ['+', '復元'] } },
    },
  },
  {
    id: 'freeotp-plus',
    name: 'FreeOTP+',
    publisher: 'Liang, Haowen',
    places: ['smartphone'],
    stores: { android: 'https://play.google.com/store/apps/details?id=org.liberty.android.freeotpplus' },
    gives: {
      'backup-file': {
        menu: { en: ['⋮', 'Export', 'Export JSON'], ja: ['⋮', 'エクスポート', 'JSONをエクスポート'] },
      },
    },
    takes: {
      'otpauth-qr': scan,
      'key-text': { menu: { en: ['+', 'Enter manually'], ja: ['+', '手動で入力'] } },
      'backup-file': {
        menu: { en: ['⋮', 'Import', 'Import JSON'], ja: ['⋮', 'インポート', 'JSONをインポート'] },
      },
    },
  },
];
