import { deepEqual, equal, match } from '../support/expect.ts';
import { mount } from '../support/mounted.ts';
import { refuseFiles } from '../support/refuse-files.ts';

// Apart from the other missing files: not every engine asks for one again on the same page.
it('a flow that does not arrive leaves the screen in use, and people and page are told', async () => {
  const wizard = await mount();
  await refuseFiles('flows/mail/mail.flow.ts');
  await wizard.press('Set up mail');
  equal(wizard.at, 'choose/mailFirst');
  deepEqual(
    wizard.toldOf('mfa-error').map(({ code }) => code),
    ['offline'],
  );
  match(wizard.alert, /reload this page.*再読み込み/);
  wizard.get('button', 'Set up mail');
});
