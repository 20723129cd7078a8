import { MfaCountdown } from '../parts/countdown.ts';
import { define } from './define.ts';

define('mfa-countdown', MfaCountdown);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-countdown': MfaCountdown;
  }
}
