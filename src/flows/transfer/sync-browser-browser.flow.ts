import { defineTransfer } from './sync-transfer.ts';

/** Manual 2-6, App/Browser to Browser (アプリ/ブラウザからブラウザ). */
export const syncBrowserBrowserFlow = defineTransfer('sync-browser-browser', 'browser', 'browser');
