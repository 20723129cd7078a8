import { MfaDeviceList } from '../device-list.ts';
import { define } from '../../screens/define/define.ts';

define('mfa-device-list', MfaDeviceList);

export { MfaDeviceList };

declare global {
  interface HTMLElementTagNameMap {
    'mfa-device-list': MfaDeviceList;
  }
}
