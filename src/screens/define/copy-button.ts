import { MfaCopyButton } from '../parts/copy-button.ts';
import { define } from './define.ts';

define('mfa-copy-button', MfaCopyButton);

declare global {
  interface HTMLElementTagNameMap {
    'mfa-copy-button': MfaCopyButton;
  }
}
