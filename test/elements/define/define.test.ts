import { deepEqual, equal } from '../../support/expect.ts';
import '../../support/quiet-lit.ts';

/** The tags defined from here on. */
const defined: string[] = [];
const define = customElements.define.bind(customElements);
customElements.define = (tag, element) => {
  defined.push(tag);
  define(tag, element);
};

describe('defining', () => {
  it('is not done by the modules of the classes', async () => {
    await import('../../../src/elements/setup-wizard.ts');
    await import('../../../src/elements/parts/copy-button.ts');
    await import('../../../src/elements/parts/countdown.ts');
    await import('../../../src/elements/parts/qr-code.ts');
    deepEqual(defined, []);
  });

  it('is done by the package: the public tags, and no other before a screen wants it', async () => {
    const { MfaSetupWizard } = await import('../../../src/index.ts');
    deepEqual(defined, ['mfa-setup-wizard', 'mfa-authenticator', 'mfa-device-list', 'mfa-sync-pair']);
    equal(customElements.get('mfa-setup-wizard'), MfaSetupWizard);
  });

  it('twice leaves the first copy in place and throws nothing', async () => {
    const { define } = await import('../../../src/elements/define/define.ts');
    const first = customElements.get('mfa-setup-wizard');
    define('mfa-setup-wizard', class extends HTMLElement {});
    equal(customElements.get('mfa-setup-wizard'), first);
  });
});
