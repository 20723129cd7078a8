// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s18iiul3: 'どこにもありません（なくした、コードが表示されない）',
  s1d8ka7i: 'スマートフォン',
  s1epihhp: '別のブラウザ',
  s1nf49ea: 'パソコンのブラウザ',
  s2xlyyn: '新しいデバイスはどちらですか',
  s8egkll: 'アプリをどこに追加しますか',
  sarfbid: { strings: ['マニュアル', ''], values: [0] },
  sl53a44: '今お使いのデバイスでは、アプリはどこにありますか',
  slwv3my: 'パソコンの拡張機能',
  sm0xf66: '別のスマートフォン',
  soh51qv: '今、コードを表示できるアプリはどこにありますか',
  sx3hl09: 'ブラウザ',
} as unknown as Templates;
