import { deepEqual, equal, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount } from '../support/mounted.ts';
import { refuseFiles } from '../support/refuse-files.ts';

// Apart from the other missing files: not every engine asks for one again on the same page.
it('a flow that does not arrive leaves the screen in use, and people and page are told', async () => {
  const wizard = await mount({ backEnd: new FakeBackEnd('mail set up') });
  await refuseFiles('flows/app/app-smartphone.flow.ts');
  await wizard.press('On my smartphone');
  equal(wizard.at, 'choose/where');
  deepEqual(
    wizard.toldOf('mfa-error').map(({ code }) => code),
    ['offline'],
  );
  match(wizard.alert, /reload this page.*再読み込み/);
  wizard.get('button', 'On my smartphone');
});
