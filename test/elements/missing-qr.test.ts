import { equal } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount } from '../support/mounted.ts';
import { refuseFiles } from '../support/refuse-files.ts';

// Apart from the other missing files: the QR codes of the stores fetch the same file, on a screen before the key.
it('a file that draws QR codes and does not arrive leaves the links to the stores, and the key to type', async () => {
  await refuseFiles('qr/encode.ts');
  const wizard = await mount({ backEnd: new FakeBackEnd('mail set up'), flow: 'app-smartphone' });
  await wizard.root.querySelector('mfa-qr-code')!.updateComplete;
  wizard.get('link', 'App Store (iPhone)');
  await wizard.press('I have the app');
  await wizard.root.querySelector('mfa-qr-code')!.updateComplete;
  equal(wizard.at, 'app-smartphone/key');
  equal(wizard.all('img').length, 0);
  equal(wizard.get('code').textContent.length, 32);
});
