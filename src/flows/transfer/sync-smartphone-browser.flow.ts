import { defineTransfer } from './sync-transfer.ts';

/** Manual 2-5, App/Smartphone to Browser (アプリ/スマートフォンからブラウザ): the one the university has not written yet. */
export const syncSmartphoneBrowserFlow = defineTransfer('sync-smartphone-browser', 'smartphone', 'browser');
