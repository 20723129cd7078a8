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
    await import('../../../src/screens/parts/copy-button.ts');
    await import('../../../src/screens/parts/countdown.ts');
    await import('../../../src/screens/parts/qr-code.ts');
    deepEqual(defined, []);
  });

  it('is done by the package: the public tags, and no other before a screen wants it', async () => {
    const { MfaSetupWizard } = await import('../../../src/index.ts');
    deepEqual(defined, ['mfa-setup-wizard', 'mfa-authenticator', 'mfa-device-list', 'mfa-sync-pair']);
    equal(customElements.get('mfa-setup-wizard'), MfaSetupWizard);
  });

  it('twice leaves the first copy in place and throws nothing', async () => {
    const { define } = await import('../../../src/screens/define/define.ts');
    const first = customElements.get('mfa-setup-wizard');
    define('mfa-setup-wizard', class extends HTMLElement {});
    equal(customElements.get('mfa-setup-wizard'), first);
  });

  it('warns once, and once only, when a copy of another version was first', async () => {
    const { define } = await import('../../../src/screens/define/define.ts');
    const [warn, warnings] = [console.warn, [] as string[]];
    console.warn = (text: string) => warnings.push(text);
    try {
      const older = (): CustomElementConstructor =>
        Object.assign(class extends HTMLElement {}, { mfaVersion: '0.0.9' });
      for (const tag of ['mfa-older', 'mfa-older-too']) {
        customElements.define(tag, older());
        define(tag, class extends HTMLElement {});
      }
    } finally {
      console.warn = warn;
    }
    equal(warnings.length, 1);
    equal(warnings[0]?.includes('0.0.9'), true);
  });
});
