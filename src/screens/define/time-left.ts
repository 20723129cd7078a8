import { MfaTimeLeft } from '../parts/time-left.ts';
import { define } from './define.ts';

define('mfa-time-left', MfaTimeLeft);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-time-left': MfaTimeLeft;
  }
}
