import { MfaLiveCode } from '../parts/live-code.ts';
import { define } from './define.ts';

define('mfa-live-code', MfaLiveCode);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-live-code': MfaLiveCode;
  }
}
