import { canary } from '../flows/samples.ts';
import { equal } from '../support/expect.ts';
import { mount, mountKey, stub } from '../support/mounted.ts';

/** Whether the browser would ask before this page is left. */
function asksBeforeLeaving(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

describe('leaving the page', () => {
  it('is free while nothing is begun', async () => {
    await mount();
    equal(asksBeforeLeaving(), false);
  });

  it('is asked about from the key until the code is confirmed', async () => {
    const wizard = await mountKey();
    equal(asksBeforeLeaving(), true);
    await wizard.press('The app shows');
    equal(asksBeforeLeaving(), true);
    await wizard.submit(canary.appCode);
    equal(asksBeforeLeaving(), false);
  });

  it('is not asked about for the link that opens the app', async () => {
    stub(navigator, 'userAgent', 'Mozilla/5.0 (Linux; Android 16; Pixel 9)');
    const wizard = await mountKey();
    wizard.part('link')!.focus();
    equal(asksBeforeLeaving(), false);
  });

  it('is free again when the element is gone', async () => {
    const wizard = await mountKey();
    wizard.element.remove();
    equal(asksBeforeLeaving(), false);
  });
});
