// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s136ec1q: 'アプリを使うと、メールを待たずにログイン用のコードを確認できます。',
  s13bzcw5: 'コピーしました',
  s162lzyz: 'まず、メールを設定しましょう',
  s17spz6: 'マニュアル1 初回設定：メール（約2分）',
  s1dx23sh: 'アプリをどこで使いますか',
  s1elu9e6: 'うまくいきませんでした',
  s1exq1m2: { strings: ['あと', 'で、もう一度入力できます。'], values: [0] },
  s1hzmxtu: '戻る',
  s1ku8w4d: 'この内容をコピー',
  s1llf0x5: 'お待ちください…',
  s1oym70p: 'マニュアル2-1 アプリ／スマートフォン（約5分）',
  s1szehp: 'ヘルプデスクに伝える情報',
  s1t6zccq: { strings: ['メールが届かないときは、あと', 'で新しいコードを送れます。'], values: [0] },
  s1wf4tw2: 'マニュアル2-2 アプリ／ブラウザ',
  s4za4i3: 'メールを設定する',
  s736huf: 'メールを先に設定し、そのあとでアプリを設定します。個人のメールアドレスをご用意ください。',
  s982hh6: 'もう一度試す',
  scv3iy5: 'パソコンのブラウザ',
  sqafl61: 'スマートフォン',
  sssfgnr: 'お問い合わせの際に、次の内容を添えてください。キー、コード、お名前は含まれていません。',
  sy5xuqt: 'ヘルプデスクに問い合わせる',
} as unknown as Templates;
