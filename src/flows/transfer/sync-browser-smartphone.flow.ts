import { defineTransfer } from './sync-transfer.ts';

/** Manual 2-4, App/Browser to Smartphone (アプリ/ブラウザからスマートフォン). */
export const syncBrowserSmartphoneFlow = defineTransfer('sync-browser-smartphone', 'browser', 'smartphone');
