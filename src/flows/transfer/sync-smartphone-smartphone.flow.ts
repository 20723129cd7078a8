import { defineTransfer } from './sync-transfer.ts';

/** Manual 2-3, App/Smartphone to Smartphone (アプリ/スマートフォンからスマートフォン). */
export const syncSmartphoneSmartphoneFlow = defineTransfer('sync-smartphone-smartphone', 'smartphone', 'smartphone');
