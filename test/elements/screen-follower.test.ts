import { canary } from '../flows/samples.ts';
import { deepEqual, equal, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { afterThis, mount, mountMailCode, place, stub, type Mounted } from '../support/mounted.ts';

describe('focus', () => {
  it('stays where it was when the first screen appears', async () => {
    const input = place('<input>').querySelector('input')!;
    input.focus();
    const wizard = await mount();
    equal(document.activeElement, input);
    equal(wizard.focused, null);
  });

  it('goes to the heading of each new screen, and to the field of a code, which tells the heading', async () => {
    const wizard = await mount();
    wizard.field.focus();
    await wizard.submit('taro@example.org');
    equal(wizard.heading, 'Type the code from the mail');
    equal(wizard.focused, wizard.field);
    const describedBy = wizard.field.getAttribute('aria-describedby')!.split(' ');
    equal(describedBy[0], wizard.get('heading').id);
  });

  it('goes to the heading when another flow cuts in, and when it hands back', async () => {
    const wizard = await mountMailCode();
    wizard.backEnd.refuseNext('confirmMail', 'unauthenticated');
    await wizard.submit(canary.mailCode);
    equal(wizard.heading, 'Please sign in');
    equal(wizard.focused, wizard.get('heading'));
    await wizard.press('I have signed in');
    equal(wizard.heading, 'Mail is set up');
    equal(wizard.focused, wizard.get('heading'));
  });

  it('goes back to the field after a refusal, with what was typed marked', async () => {
    const wizard = await mountMailCode();
    wizard.get('button', 'Confirm').focus();
    await wizard.submit('31415927');
    equal(wizard.focused, wizard.field);
    deepEqual([wizard.field.selectionStart, wizard.field.selectionEnd], [0, 8]);
  });

  it('stays in the field, and the caret where it is, when the person has gone on typing', async () => {
    const wizard = await mountMailCode();
    wizard.field.focus();
    wizard.field.value = '3141';
    wizard.field.setSelectionRange(2, 2);
    wizard.field.form!.requestSubmit();
    await wizard.element.idle;
    match(wizard.alert, /Some digits are missing/);
    equal(wizard.focused, wizard.field);
    equal(wizard.field.selectionStart, 2);
  });

  it('does not go to the field for good news', async () => {
    const wizard = await mountMailCode();
    stub(Date, 'now', () => new Date().getTime() + 61_000);
    wizard.element.requestUpdate();
    await wizard.element.updateComplete;
    wizard.get('button', 'Send a new code').focus();
    await wizard.press('Send a new code');
    match(wizard.alert, /A new code is on its way/);
    equal(wizard.focused === wizard.field, false);
  });

  it('is not moved by a change of language', async () => {
    const wizard = await mountMailCode({ lang: 'en' });
    const button = wizard.get('button', 'Use another address');
    button.focus();
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    match(wizard.text, /桁のコード/);
    equal(wizard.focused, button);
  });

  it('is not called back to a refused field by a change of language', async () => {
    const wizard = await mountMailCode({ lang: 'en' });
    await wizard.submit('31415927');
    const button = wizard.get('button', 'Use another address');
    button.focus();
    wizard.element.lang = 'ja';
    await wizard.element.idle;
    match(wizard.text, /桁のコード/);
    equal(wizard.focused, button);
  });

  it('is not moved by a countdown, nor when it ends', async () => {
    const wizard = await mountMailCode();
    wizard.field.focus();
    const countdown = wizard.root.querySelector('mfa-countdown')!;
    stub(Date, 'now', () => new Date().getTime() + 61_000);
    countdown.requestUpdate();
    await countdown.updateComplete;
    countdown.dispatchEvent(new Event('countdown-end'));
    await wizard.element.updateComplete;
    wizard.get('button', 'Send a new code');
    equal(wizard.focused, wizard.field);
  });

  it('is taken by no loading screen, only by what comes after it', async () => {
    const wizard = await mount({ backEnd: new FakeBackEnd('mail set up'), flow: 'app-smartphone' });
    const held = wizard.backEnd.hold('beginApp');
    const button = wizard.get('button', 'I have the app');
    button.focus();
    button.click();
    await held.begun;
    await wizard.element.updateComplete;
    equal(wizard.heading, 'One moment…');
    equal(wizard.focused, null);
    held.release();
    await wizard.element.idle;
    equal(wizard.focused, wizard.get('heading', 'Add the key'));
  });
});

describe('the question', () => {
  /** A page with navigation above the element, as far down as the person has to scroll. */
  const below = (heightPx: number): HTMLElement => {
    const page = place(`<div style="block-size: ${heightPx}px"></div><div style="min-block-size: 200vh"></div>`);
    afterThis(() => scrollTo(0, 0));
    return page.lastElementChild as HTMLElement;
  };
  const topOf = ({ root }: Mounted): number => root.querySelector('section')!.getBoundingClientRect().top;

  it('is in view from its beginning after every step, also where navigation stands above it', async () => {
    const wizard = await mount({ into: below(innerHeight - 40), flow: 'mail' });
    equal(scrollY, 0, 'A page that is opened is not moved:');
    await wizard.submit('taro@example.org');
    equal(Math.round(topOf(wizard)), 0);
    scrollTo(0, 2 * innerHeight);
    await wizard.press('Use another address');
    equal(Math.round(topOf(wizard)), 0);
  });

  it('is in view at first sight where the address asked for it', async () => {
    history.replaceState(null, '', '#mfa=mail');
    afterThis(() => history.replaceState(null, '', location.pathname + location.search));
    const wizard = await mount({ into: below(innerHeight - 40), fragment: 'mfa' });
    equal(Math.round(topOf(wizard)), 0);
  });

  it('stays where it is when all of it is in view', async () => {
    const wizard = await mount({ into: below(20), flow: 'mail' });
    await wizard.submit('taro@example.org');
    equal(scrollY, 0);
  });
});

describe('the live region', () => {
  it('is one, and is there before it has something to say', async () => {
    const wizard = await mountMailCode();
    equal(wizard.all('alert').length, 1);
    equal(wizard.alert, '');
  });

  it('says a refusal exactly once', async () => {
    const wizard = await mountMailCode();
    const region = wizard.get('alert');
    const said: string[] = [];
    const observer = new MutationObserver(() => wizard.alert && said.push(wizard.alert));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    await wizard.submit('31415927');
    equal(wizard.get('alert'), region, 'The region is another one:');
    match(wizard.alert, /^That is not the right code/);
    deepEqual(said, [wizard.alert]);
    equal(wizard.text.split(wizard.alert).length - 1, 1);
  });

  it('says the same refusal again, since it was silent while the code was looked at', async () => {
    const wizard = await mountMailCode();
    await wizard.submit('31415927');
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter('31415928');
    await held.begun;
    await wizard.element.updateComplete;
    equal(wizard.alert, '');
    held.release();
    await wizard.element.idle;
    equal(wizard.alert === '', false);
  });

  it('does not speak each second of a countdown', async () => {
    const wizard = await mountMailCode();
    equal(wizard.root.querySelector('mfa-countdown')!.closest('[role], [aria-live]'), null);
  });
});
