import { equal, lacks } from '../support/expect.ts';
import { accounts } from '../flows/samples.ts';
import { openVault } from '../../src/vault/vault.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { hastyClient, mount, afterThis } from '../support/mounted.ts';

const way = 'Show the codes of this browser';
/** As the vault marks that there are some (vault/mark.ts). */
function markCodes(): void {
  localStorage.setItem('mfa-elements', 'codes');
  afterThis(() => localStorage.removeItem('mfa-elements'));
}

describe('codes that this browser keeps', () => {
  it('are a press away from the first question, and the app leads back', async () => {
    markCodes();
    const wizard = await mount({ keepsCodes: true, backEnd: new FakeBackEnd('mail set up') });
    await wizard.press(way);
    equal(wizard.at, 'authenticator/list');
    await wizard.press('Back');
    equal(wizard.at, 'choose/where');
  });

  it('are a press away from the first screen that one sees, whichever it is, and not from those after it', async () => {
    markCodes();
    const wizard = await mount({ keepsCodes: true, flow: 'mail' });
    wizard.get('button', way);
    await wizard.submit('taro@example.org');
    lacks(wizard.text, way);
  });

  it('are a press away where the service cannot be reached', async () => {
    markCodes();
    const backEnd = new FakeBackEnd();
    for (let attempt = 0; attempt < 3; attempt++)
      backEnd.next('getAccount', () => {
        throw new TypeError('Failed to fetch');
      });
    const wizard = await mount({ backEnd, client: hastyClient(backEnd), keepsCodes: true });
    equal(wizard.at, 'trouble/stuck');
    await wizard.press(way);
    equal(wizard.at, 'authenticator/list');
  });

  it('are not spoken of where there are none, nor on a page that keeps none', async () => {
    lacks((await mount({ keepsCodes: true })).text, way);
    markCodes();
    lacks((await mount()).text, way);
  });
});

describe('an account that has just been set up in this browser', () => {
  // The other tests of this origin find a browser without codes.
  after(async () => {
    const vault = await openVault();
    await vault.erase();
    await vault.close();
  });

  it('is not called dead by what the account was before', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const wizard = await mount({ keepsCodes: true, backEnd });
    backEnd.next('confirmApp', () => {
      const device = { ...accounts.shared['one device'].devices[0]!, kind: 'browser' as const };
      Object.assign(backEnd.account, { devices: [device], pending: { mail: null, app: null, sync: null } });
      return { device };
    });
    await wizard.press('In this browser');
    await wizard.press('Go on without a lock');
    equal(wizard.at, 'app-here/done');
    const { release } = backEnd.hold('getAccount');
    await wizard.press('Show the codes');
    equal(wizard.at, 'authenticator/list');
    lacks(wizard.text, 'no longer takes this code');
    release();
    await wizard.element.idle;
    lacks(wizard.text, 'no longer takes this code');
  });
});
