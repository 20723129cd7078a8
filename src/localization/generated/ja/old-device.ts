// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s14m66t: '削除しました',
  s18xnoe: { strings: ['その後、そのデバイスの', 'から「', '」のアカウントを削除してください。'], values: [1, 0] },
  s1c5sefn: 'この中にはない',
  s1cdoz80:
    'アカウントがどこかのアプリに残っていると、そのアプリには有効なコードが表示され続けます。削除できないときは、再設定をしてください。',
  s1dcwbx7: 'どのデバイスを置き換えますか',
  s1jc3fe7:
    'その後、元のブラウザからアカウントを削除してください。パソコンをほかの人に渡すときは、アプリや拡張機能のデータをすべて消去してください。',
  s1jszs0r: 'パソコンのデータを消去する方法',
  s1o056yj: { strings: ['すると、「', '」は登録済みデバイスの一覧から外れます。'], values: [0] },
  scy92pt: '次に、元のブラウザの後始末です',
  sj229uv:
    '新しいアプリで一度ログインできるまで、元のデバイスを下取りに出したり、初期化したり、譲ったりしないでください。',
  swg71ao: '次に、元のスマートフォンの後始末です',
  sycywrb: 'やはり使い続ける',
  syri5ca: 'スマートフォンのデータ移行機能では、キーは引き継がれません。ここで削除したものは元に戻せません。',
} as unknown as Templates;
