import { render } from 'lit';
import { showKey } from '../../../src/screens/kinds/show-key.ts';
import { Secret } from '../../../src/core/secret.ts';
import { canary } from '../../flows/samples.ts';
import { deepEqual, equal, lacks, match, ok } from '../../support/expect.ts';
import { below, mountKey, stub, type Mounted } from '../../support/mounted.ts';

const { key } = canary;
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15';
const pixel = 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36';

/** The element with everything in it, attributes and text, through shadow roots. */
const markup = ({ element }: Mounted): string =>
  [element.outerHTML, element.shadowRoot!.innerHTML]
    .concat([...below(element.shadowRoot!)].map((each) => each.shadowRoot?.innerHTML ?? ''))
    .join('\n');

/** Ways to get the key into the app, in the order of the page. */
const ways = ({ root }: Mounted): string[] =>
  [...root.querySelectorAll('[part~="link"], [part~="secret"], [part~="qr"]')].map((each) =>
    each.getAttribute('part')!,
  );

describe('the key screen', () => {
  it('shows the QR code first on a computer, and no link that opens nothing there', async () => {
    const wizard = await mountKey();
    deepEqual(ways(wizard), ['qr', 'secret']);
    equal(wizard.root.querySelector('[href^="otpauth:"]'), null);
  });

  for (const [phone, userAgent] of Object.entries({ iphone, pixel })) {
    it(`shows the link first on a phone (${phone}), where nobody can scan their own screen`, async () => {
      stub(navigator, 'userAgent', userAgent);
      const wizard = await mountKey();
      deepEqual(ways(wizard), ['link', 'secret', 'qr']);
      match(wizard.part('link')!.getAttribute('href')!, /^otpauth:\/\/totp\//);
    });
  }

  it('follows no address of a back end that is not for an app', () => {
    const place = document.createElement('div');
    const words = { label: '', note: '', copy: '', copied: '', instruction: '' };
    for (const [uri, href] of [
      ['javascript:alert(1)', null],
      ['https://elsewhere.example/', null],
      [`otpauth://totp/a?secret=${key}`, `otpauth://totp/a?secret=${key}`],
    ] as const) {
      const screen = {
        uri: new Secret(uri),
        secret: new Secret(key),
        order: 'link-first',
        qr: words,
        link: words,
        key: words,
      } as const;
      const whole = {
        ...screen,
        kind: 'show-key',
        heading: '',
        primary: { label: '', event: { type: 'added' } },
      } as const;
      render(showKey(whole, { send: () => undefined, refresh: () => undefined, locale: 'en' }), place);
      equal(place.querySelector('[part="link"]')!.getAttribute('href'), href);
    }
  });

  it('says on an iPhone what the link opens', async () => {
    stub(navigator, 'userAgent', iphone);
    match((await mountKey()).text, /Passwords/);
  });

  it('tells the back end which phone it is', async () => {
    stub(navigator, 'userAgent', pixel);
    const { backEnd } = await mountKey();
    deepEqual(backEnd.got.at(-1)!.input, { kind: 'smartphone', platform: 'android' });
  });

  it('groups the key for the eye, and keeps it whole for the clipboard', async () => {
    const wizard = await mountKey();
    const code = wizard.get('code', 'Key');
    equal(code.querySelectorAll('span').length, key.length / 4);
    const { left } = code.querySelectorAll('span')[1]!.getBoundingClientRect();
    ok(left > code.querySelectorAll('span')[0]!.getBoundingClientRect().right, 'No gap between the groups');
    equal(code.textContent, key);
    getSelection()!.selectAllChildren(code);
    equal(selectedText(wizard), key);
  });

  it('is left out by translators, who would spoil the key', async () => {
    equal((await mountKey()).get('code').translate, false);
  });

  it('has the key nowhere in a label or an event', async () => {
    const wizard = await mountKey();
    for (const each of below(wizard.root)) {
      for (const name of ['aria-label', 'title', 'alt', 'aria-description', 'id', 'data-value'])
        lacks(each.getAttribute(name) ?? '', key, name);
    }
    lacks(JSON.stringify(wizard.told), key);
  });

  it('leaves neither key nor QR code behind', async () => {
    stub(navigator, 'userAgent', pixel);
    const wizard = await mountKey();
    ok(markup(wizard).includes(key), 'The key is not there to begin with');
    await wizard.press('The app shows 6 digits');
    equal(wizard.at, 'app-smartphone/code');
    lacks(markup(wizard), key);
    lacks(markup(wizard), 'otpauth');
    equal(
      [...below(wizard.root)].some((each) => each.matches('svg, mfa-qr-code')),
      false,
    );
  });

  it('leaves nothing behind when the set-up is stopped, either', async () => {
    const wizard = await mountKey();
    await wizard.press('Stop the set-up');
    await wizard.press('Stop the set-up');
    equal(wizard.at, 'choose/where');
    lacks(markup(wizard), key);
  });

  it('leaves nothing behind when the element is taken off the page', async () => {
    const wizard = await mountKey();
    wizard.element.remove();
    await wizard.element.idle;
    lacks(markup(wizard), key);
  });

  it('shows the same key again when the person comes back from the code', async () => {
    const wizard = await mountKey();
    await wizard.press('The app shows 6 digits');
    await wizard.press('Back');
    equal(wizard.get('code').textContent, key);
    equal(wizard.backEnd.count('beginApp'), 1);
  });
});

describe('copying the key', () => {
  it('puts the bare key on the clipboard and says so', async () => {
    const copied: string[] = [];
    stub(navigator.clipboard, 'writeText', async (text: string) => void copied.push(text));
    const wizard = await mountKey();
    wizard.get('button', 'Copy the key').click();
    await wizard.root.querySelector('mfa-copy-button')!.updateComplete;
    deepEqual(copied, [key]);
    const button = wizard.root.querySelector('mfa-copy-button')!;
    await button.updateComplete;
    equal(button.shadowRoot!.querySelector('[aria-live=polite]')!.textContent, 'Copied');
  });

  it('marks the key where the clipboard is closed to pages', async () => {
    stub(navigator.clipboard, 'writeText', () => Promise.reject(new DOMException('', 'NotAllowedError')));
    const wizard = await mountKey();
    const button = wizard.root.querySelector('mfa-copy-button')!;
    const refused = new Promise((resolve) => button.addEventListener('copy-refused', resolve));
    wizard.get('button', 'Copy the key').click();
    await refused;
    equal(selectedText(wizard), key);
    lacks(button.shadowRoot!.textContent, 'Copied');
  });
});

/** What a copy with the keyboard would take. */
function selectedText({ root }: Mounted): string {
  // Chromium gives a shadow root a selection of its own; elsewhere the page's selection reaches inside.
  const { getSelection } = root as ShadowRoot & { getSelection?: () => Selection };
  return String(getSelection ? getSelection.call(root) : document.getSelection());
}
