import { MfaSyncPair } from '../sync-pair.ts';
import { define } from '../../screens/define/define.ts';

define('mfa-sync-pair', MfaSyncPair);

export { MfaSyncPair };

declare global {
  interface HTMLElementTagNameMap {
    'mfa-sync-pair': MfaSyncPair;
  }
}
