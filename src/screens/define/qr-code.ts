import { MfaQrCode } from '../parts/qr-code.ts';
import { define } from './define.ts';

define('mfa-qr-code', MfaQrCode);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-qr-code': MfaQrCode;
  }
}
