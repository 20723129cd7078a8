import { MfaAuthenticator } from '../authenticator.ts';
import { define } from '../../screens/define/define.ts';

define('mfa-authenticator', MfaAuthenticator);

export { MfaAuthenticator };

declare global {
  interface HTMLElementTagNameMap {
    'mfa-authenticator': MfaAuthenticator;
  }
}
