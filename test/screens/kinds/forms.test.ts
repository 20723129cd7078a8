import { sendKeys } from '@web/test-runner-commands';
import { canary } from '../../flows/samples.ts';
import { deepEqual, equal, match, ok } from '../../support/expect.ts';
import { mount, mountMailCode, stub, type Mounted } from '../../support/mounted.ts';

/** From now on the clock of this device says so much more. */
function letPass(ms: number): void {
  stub(Date, 'now', () => new Date().getTime() + ms);
}

const submitButton = (wizard: Mounted): HTMLElement => wizard.part('primary')!;
const isBlocked = (wizard: Mounted): boolean => submitButton(wizard).getAttribute('aria-disabled') === 'true';

/** The first screen of whoever has nothing set up. */
const mountAddress = (): Promise<Mounted> => mount();

describe('a code field', () => {
  it('is one input that phones fill in by themselves and show their number keys for', async () => {
    const wizard = await mountMailCode();
    equal(wizard.all('textbox').length, 1);
    const { inputMode, type, spellcheck, readOnly } = wizard.field;
    deepEqual(
      // The property is empty in Firefox, which does not know this purpose.
      [wizard.field.getAttribute('autocomplete'), inputMode, type, spellcheck, readOnly],
      ['one-time-code', 'numeric', 'text', false, false],
    );
    equal(wizard.get('textbox', '8-digit code'), wizard.field);
  });

  it('takes what people paste: blanks, hyphens and full-width digits', async () => {
    for (const text of ['3141 5926', '3141-5926', '３１４１５９２６', ' 31415926\t']) {
      const wizard = await mountMailCode();
      await wizard.submit(text);
      equal(wizard.at, 'mail/done', text);
    }
  });

  it('submits with Enter', async () => {
    const wizard = await mountMailCode();
    wizard.field.focus();
    await sendKeys({ type: canary.mailCode });
    await sendKeys({ press: 'Enter' });
    await wizard.element.idle;
    equal(wizard.at, 'mail/done');
  });

  it('submits with a press of the button', async () => {
    const wizard = await mountMailCode();
    wizard.field.value = canary.mailCode;
    await wizard.press('Confirm');
    equal(wizard.at, 'mail/done');
  });

  it('keeps what was typed when it is refused, and says that it is wrong', async () => {
    const wizard = await mountMailCode();
    equal(wizard.field.getAttribute('aria-invalid'), 'false');
    await wizard.submit('31415927');
    equal(wizard.field.value, '31415927');
    equal(wizard.field.getAttribute('aria-invalid'), 'true');
  });

  it('is described by the refusal', async () => {
    const wizard = await mountMailCode();
    await wizard.submit('31415927');
    const ids = wizard.field.getAttribute('aria-describedby')!.split(' ');
    ok(ids.some((id) => wizard.root.getElementById(id) === wizard.get('alert')));
  });

  it('asks nobody about a slip', async () => {
    const wizard = await mountMailCode();
    await wizard.submit(canary.appCode);
    match(wizard.alert, /6-digit code of an app/);
    equal(wizard.backEnd.count('confirmMail'), 0);
  });
});

describe('while a code is looked at', () => {
  async function waiting() {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter(canary.mailCode);
    await held.begun;
    await wizard.element.updateComplete;
    return { wizard, held };
  }

  it('the screen is busy, the field keeps its text and takes no more', async () => {
    const { wizard, held } = await waiting();
    equal(wizard.part('body')!.getAttribute('aria-busy'), 'true');
    deepEqual([wizard.field.readOnly, wizard.field.value, isBlocked(wizard)], [true, canary.mailCode, true]);
    held.release();
    await wizard.element.idle;
    equal(wizard.part('body')!.getAttribute('aria-busy'), 'false');
  });

  it('submitting again, by button, key or script, makes no second request', async () => {
    const { wizard, held } = await waiting();
    wizard.get('button', 'Confirm').click();
    wizard.field.focus();
    await sendKeys({ press: 'Enter' });
    wizard.enter(canary.mailCode);
    held.release();
    await wizard.element.idle;
    equal(wizard.backEnd.count('confirmMail'), 1);
    equal(wizard.at, 'mail/done');
  });

  it('two submissions in one task make one request', async () => {
    const wizard = await mountMailCode();
    wizard.enter(canary.mailCode);
    wizard.enter(canary.mailCode);
    await wizard.element.idle;
    equal(wizard.backEnd.count('confirmMail'), 1);
  });

  it('the button keeps the focus: it is blocked, not disabled', async () => {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.field.value = canary.mailCode;
    const button = wizard.get('button', 'Confirm');
    button.focus();
    button.click();
    await held.begun;
    await wizard.element.updateComplete;
    equal(wizard.focused, button);
    held.release();
    await wizard.element.idle;
  });
});

describe('a locked code field', () => {
  async function locked(): Promise<Mounted> {
    const wizard = await mountMailCode();
    wizard.backEnd.refuseNext('confirmMail', 'attempts_exhausted', { retryAfterMs: 300_000 });
    await wizard.submit('31415927');
    return wizard;
  }

  it('says for how long, and blocks submitting', async () => {
    const wizard = await locked();
    match(wizard.text, /You can try again in (5:00|4:59)\./);
    equal(isBlocked(wizard), true);
    await wizard.submit(canary.mailCode);
    equal(wizard.backEnd.count('confirmMail'), 1);
    equal(wizard.at, 'mail/code');
  });

  it('stays locked when a countdown ends early', async () => {
    const wizard = await locked();
    wizard.root.querySelector('mfa-countdown')!.dispatchEvent(new Event('countdown-end'));
    await wizard.element.updateComplete;
    equal(isBlocked(wizard), true);
  });

  it('takes codes again when the time has come', async () => {
    const wizard = await locked();
    letPass(301_000);
    wizard.root.querySelector('mfa-countdown')!.dispatchEvent(new Event('countdown-end'));
    await wizard.element.updateComplete;
    equal(isBlocked(wizard), false);
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'mail/done');
  });
});

describe('asking for another code', () => {
  it('is offered when the time has come, and says that a new one is on its way', async () => {
    const wizard = await mountMailCode();
    equal(wizard.all('button', 'Send a new code').length, 0);
    match(wizard.text, /You can have a new code sent in/);
    letPass(61_000);
    wizard.root.querySelector('mfa-countdown')!.dispatchEvent(new Event('countdown-end'));
    await wizard.element.updateComplete;
    await wizard.press('Send a new code');
    equal(wizard.backEnd.count('resendMail'), 1);
    match(wizard.alert, /A new code is on its way/);
    equal(wizard.field.getAttribute('aria-invalid'), 'false');
  });
});

describe('a text field', () => {
  it('for an address brings the keyboard and the suggestions for one', async () => {
    const { field } = await mountAddress();
    deepEqual([field.type, field.autocomplete, field.autocapitalize], ['email', 'email', 'none']);
  });

  it('keeps what was typed when it is refused', async () => {
    const wizard = await mountAddress();
    await wizard.submit('taro.example.org');
    equal(wizard.field.value, 'taro.example.org');
    match(wizard.alert, /has an @/);
    wizard.backEnd.refuseNext('beginMail', 'mail_undeliverable');
    await wizard.submit('taro@example.org');
    equal(wizard.field.value, 'taro@example.org');
  });

  it('is not judged by the browser: the words are ours, in the reader’s language', async () => {
    const wizard = await mountAddress();
    equal(wizard.field.form!.noValidate, true);
  });

  it('offers the address that was probably meant', async () => {
    const wizard = await mountAddress();
    await wizard.submit('taro@gmial.com');
    match(wizard.alert, /Did you mean taro@gmail\.com\?/);
    await wizard.press('Use taro@gmail.com');
    equal(wizard.at, 'mail/code');
    equal(wizard.backEnd.got.at(-1)!.input['address'], 'taro@gmail.com');
  });
});
