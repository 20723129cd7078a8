// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s136ec1q: 'アプリを使うと、メールを待たずにログイン用のコードを確認できます。',
  s13bzcw5: 'コピーしました',
  s1dx23sh: 'アプリをどこで使いますか',
  s1elu9e6: 'うまくいきませんでした',
  s1exq1m2: { strings: ['あと', 'で、もう一度入力できます。'], values: [0] },
  s1g1sygn: 'マニュアル2-2。インストール不要',
  s1hzmxtu: '戻る',
  s1ku8w4d: 'この内容をコピー',
  s1llf0x5: 'お待ちください…',
  s1o04vhz: 'マニュアル2-1。迷ったらこちら',
  s1op7h0c: 'マニュアル2-2。拡張機能を使用',
  s1szehp: 'ヘルプデスクに伝える情報',
  s1t6zccq: { strings: ['メールが届かないときは、あと', 'で新しいコードを送れます。'], values: [0] },
  s982hh6: 'もう一度試す',
  sc3cs0i: 'このブラウザ',
  scv3iy5: 'パソコンのブラウザ',
  sqafl61: 'スマートフォン',
  sssfgnr: 'お問い合わせの際に、次の内容を添えてください。キー、コード、お名前は含まれていません。',
  sy5xuqt: 'ヘルプデスクに問い合わせる',
} as unknown as Templates;
