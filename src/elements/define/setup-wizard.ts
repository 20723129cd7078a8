import { MfaSetupWizard } from '../setup-wizard.ts';
import { define } from '../../screens/define/define.ts';

define('mfa-setup-wizard', MfaSetupWizard);

export { MfaSetupWizard };

declare global {
  interface HTMLElementTagNameMap {
    'mfa-setup-wizard': MfaSetupWizard;
  }
}
