// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s10hg573: '新しいコードを送りました。前のコードは使えません。',
  s12kkz6m: 'アプリの数字を入力する',
  s18tbqwf: '確認',
  s1hcgef9: 'デバイスにアプリを設定するための確認です。',
  s1v45w2r: 'デバイスを一覧から外すための確認です。',
  s1x8dy8i: 'リカバリーコードを1つ入力してください。1つのコードは1回だけ使えます。',
  s4xd7c7: 'リカバリーコードを作るための確認です。',
  s577fft: 'デバイスを一覧に戻すための確認です。',
  s7iwrbg:
    'この変更には、新たな本人確認が必要です。このページではその確認ができません。ヘルプデスクにお問い合わせください。',
  s9jqesz: '新しいコードを送る',
  sctcg7d: 'アプリを設定するための確認です。',
  sdymgkx: 'デバイスの名前を変更するための確認です。',
  seey3y9: '今アプリに表示されている数字を入力してください。',
  sew9em3: 'やめる',
  shv0g69: 'メールでコードを受け取る',
  sl310o2: { strings: ['', '桁のコード'], values: [0] },
  smidsdb: 'リカバリーコードを使う',
  srvtbcp: 'メールアドレスを設定するための確認です。',
  srzlxnz: { strings: ['', 'にメールを送りました。書かれているコードを入力してください。'], values: [0] },
  ssxl4po: 'ご本人の確認',
} as unknown as Templates;
