/** The encoder alone, without the package's drawing and file writing. */
declare module 'qrcode/lib/core/qrcode.js' {
  import type { QRCode, QRCodeOptions } from 'qrcode';
  export function create(text: string, options: QRCodeOptions): QRCode;
}
