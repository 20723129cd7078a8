import { MfaKeyReader } from '../parts/key-reader.ts';
import { define } from './define.ts';

define('mfa-key-reader', MfaKeyReader);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-key-reader': MfaKeyReader;
  }
}
