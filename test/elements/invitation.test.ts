import { equal, match } from '../support/expect.ts';
import { afterThis, mount, mountKey, settle, type Mounted } from '../support/mounted.ts';

const invitation = `mfa-pair=1.t.K7Q2M4XZ.${'A'.repeat(43)}`;

/** What a scanned code does to a page that is open: its address gets another fragment. */
async function scan({ element }: Mounted, fragment: string): Promise<void> {
  const [address, state] = [location.href, history.state as unknown];
  afterThis(() => history.replaceState(state, '', address));
  const heard = new Promise((resolve) => addEventListener('hashchange', resolve, { once: true }));
  location.hash = fragment;
  await heard;
  await settle();
  await element.idle;
}

describe('an invitation to a pairing in a page that is open', () => {
  it('is followed without any attribute, and taken out of the address', async () => {
    const wizard = await mount();
    await scan(wizard, invitation);
    match(wizard.at, /^pair-there\//);
    equal(wizard.heading, 'Another device asks for your account');
    equal(location.hash, '');
  });

  it('is followed again when another code is scanned', async () => {
    const wizard = await mount();
    await scan(wizard, 'mfa-pair=1.t.broken');
    equal(wizard.at, 'pair-there/unreadable');
    await scan(wizard, invitation);
    equal(wizard.heading, 'Another device asks for your account');
  });

  it('costs nobody a set-up that is unfinished', async () => {
    const wizard = await mountKey();
    const { at } = wizard;
    await scan(wizard, invitation);
    equal(wizard.at, at);
  });

  it('is the only fragment that is followed without a name for others', async () => {
    const wizard = await mount();
    const { at } = wizard;
    await scan(wizard, 'mfa=mail');
    equal(wizard.at, at);
  });

  it('is not waited for by an element that has been taken off the page', async () => {
    const wizard = await mount();
    wizard.element.remove();
    await scan(wizard, invitation);
    equal(location.hash, `#${invitation}`);
  });
});
