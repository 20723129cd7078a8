// Written by `npm run generate` from the source and src/localization/xliff.
import type { Templates } from '../../msg.ts';

export const templates = {
  s18iiul3: 'どこにもありません（なくした、コードが表示されない）',
  s1d3uq0d: { strings: ['マニュアル', '（拡張機能を使う）'], values: [0] },
  s1d8ka7i: 'スマートフォン',
  s1epihhp: '別のブラウザ',
  s1nf49ea: 'パソコンのブラウザ',
  s23kz77: '代わりに、どこでアプリを使いますか',
  s8egkll: 'アプリをどこに追加しますか',
  s9vacaq: 'このブラウザで、このページをそのまま使う',
  sarfbid: { strings: ['マニュアル', ''], values: [0] },
  sathlw0: 'インストールするものはありません',
  sl53a44: '今お使いのデバイスでは、アプリはどこにありますか',
  slwv3my: 'パソコンの拡張機能',
  sm0xf66: '別のスマートフォン',
  sm8ixec: 'デバイスを買い替える',
  soh51qv: '今、コードを表示できるアプリはどこにありますか',
  sx3hl09: 'ブラウザ',
} as unknown as Templates;
