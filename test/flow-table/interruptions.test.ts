import { canary } from '../flows/samples.ts';
import '../../src/elements/define/device-list.ts';
import '../../src/elements/define/sync-pair.ts';
import type { MfaSetupWizard } from '../../src/elements/setup-wizard.ts';
import { deepEqual, equal, lacks, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { hastyClient, mount, mountMailCode, place, settle, stub, type Mounted } from '../support/mounted.ts';

/** Manual 2-1 at the place where the back end is asked for a key. */
async function beforeTheKey(options: Parameters<typeof mount>[0] = {}): Promise<Mounted> {
  const backEnd = new FakeBackEnd('mail set up');
  backEnd.asksForProof = true;
  const wizard = await mount({ backEnd, flow: 'app-smartphone', ...options });
  return wizard;
}

describe('a fresh proof', () => {
  it('is asked for in place, and the refused call is made once more', async () => {
    const wizard = await beforeTheKey();
    await wizard.press('I have the app');
    equal(wizard.heading, 'Confirm that it is you');
    equal(wizard.at, 'step-up/method');
    match(wizard.text, /You are about to set up the app/);
    equal(wizard.backEnd.count('beginStepUp'), 0, 'Mail that nobody asked for:');
    await wizard.press('Send me a code by mail');
    equal(wizard.at, 'step-up/code');
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'app-smartphone/key');
    equal(wizard.backEnd.count('beginApp'), 2);
  });

  it('is no failure, so no error is told', async () => {
    const wizard = await beforeTheKey();
    await wizard.press('I have the app');
    deepEqual(wizard.toldOf('mfa-error'), []);
    await wizard.press('Send me a code by mail');
    await wizard.submit('31415927');
    deepEqual(wizard.toldOf('mfa-error'), [{ code: 'invalid_code' }]);
  });

  it('completes no flow', async () => {
    const wizard = await beforeTheKey();
    await wizard.press('I have the app');
    await wizard.press('Send me a code by mail');
    await wizard.submit(canary.mailCode);
    deepEqual(wizard.toldOf('mfa-complete'), []);
  });

  it('that is refused by the person leads back to where they pressed', async () => {
    const wizard = await beforeTheKey();
    const { heading } = wizard;
    await wizard.press('I have the app');
    await wizard.press('Cancel');
    deepEqual([wizard.at, wizard.heading, wizard.alert], ['app-smartphone/install', heading, '']);
    equal(wizard.focused, wizard.get('heading'));
    equal(wizard.backEnd.count('beginApp'), 1);
    await wizard.press('I have the app');
    equal(wizard.at, 'step-up/method');
    deepEqual(wizard.toldOf('mfa-cancel'), []);
  });

  it('sends another mail at a press, and the code of that one counts', async () => {
    const wizard = await beforeTheKey();
    await wizard.press('I have the app');
    await wizard.press('Send me a code by mail');
    stub(Date, 'now', () => new Date().getTime() + 61_000);
    wizard.element.requestUpdate();
    await wizard.element.updateComplete;
    await wizard.press('Send a new code');
    equal(wizard.backEnd.count('beginStepUp'), 2);
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'app-smartphone/key');
  });

  it('by the host’s own hook shows no screen of ours', async () => {
    const signals: AbortSignal[] = [];
    const wizard = await beforeTheKey({
      stepUp: (signal) => {
        signals.push(signal);
        wizard.backEnd.asksForProof = false;
        return Promise.resolve(true);
      },
    });
    await wizard.press('I have the app');
    equal(wizard.at, 'app-smartphone/key');
    equal(signals.length, 1);
    equal(signals[0]!.aborted, true, 'Given up, since it is over:');
    equal(wizard.backEnd.count('beginStepUp'), 0);
    equal(
      wizard.toldOf('mfa-step').some(({ flow }) => flow === 'step-up'),
      false,
    );
  });

  it('by a hook that says no leaves a way on', async () => {
    const wizard = await beforeTheKey({ stepUp: () => Promise.resolve(false) });
    await wizard.press('I have the app');
    equal(wizard.at, 'app-smartphone/install');
    wizard.backEnd.asksForProof = false;
    await wizard.press('I have the app');
    equal(wizard.at, 'app-smartphone/key');
  });

  it('by a hook that cannot ask is told as a fault, and leaves a way on', async () => {
    const wizard = await beforeTheKey({ stepUp: () => Promise.reject(new Error('The window was blocked')) });
    await wizard.press('I have the app');
    equal(wizard.at, 'app-smartphone/failed');
    wizard.backEnd.asksForProof = false;
    for (const name of ['Try again', 'I have the app']) await wizard.press(name);
    equal(wizard.at, 'app-smartphone/key');
  });

  it('by a hook that is still asking is given up when the element goes', async () => {
    let asked!: (signal: AbortSignal) => void;
    const asking = new Promise<AbortSignal>((resolve) => (asked = resolve));
    const wizard = await beforeTheKey({
      stepUp: (signal) => {
        asked(signal);
        return new Promise(() => undefined);
      },
    });
    wizard.get('button', 'I have the app').click();
    const signal = await asking;
    equal(signal.aborted, false);
    wizard.element.remove();
    // An element that is moved comes back within the task.
    await settle();
    equal(signal.aborted, true);
  });
});

describe('a set-up that was left half way', () => {
  it('waits for a press: opening the page asks for no proof and sends nothing', async () => {
    const backEnd = new FakeBackEnd('app pending');
    backEnd.asksForProof = true;
    const wizard = await mount({ backEnd });
    equal(wizard.heading, 'Not finished yet');
    deepEqual(
      backEnd.got.filter(({ operation }) => operation !== 'getAccount'),
      [],
    );
    await wizard.press('Go on with the set-up');
    await wizard.press('Cancel');
    equal(wizard.at, 'app-smartphone/waiting');
    await wizard.press('Go on with the set-up');
    await wizard.press('Send me a code by mail');
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'app-smartphone/key');
    equal(backEnd.count('beginStepUp'), 1);
  });

  it('can be given up without a proof, and leads to the first question', async () => {
    const backEnd = new FakeBackEnd('app pending');
    backEnd.asksForProof = true;
    const wizard = await mount({ backEnd });
    await wizard.press('Stop the set-up');
    equal(wizard.at, 'choose/where');
    deepEqual(wizard.toldOf('mfa-cancel'), [{ flow: 'app-smartphone', by: 'person' }]);
  });

  it('asks nothing on a page with three elements either', async () => {
    const backEnd = new FakeBackEnd('app pending');
    backEnd.asksForProof = true;
    const box = place(
      '<mfa-setup-wizard></mfa-setup-wizard><mfa-sync-pair></mfa-sync-pair><mfa-device-list></mfa-device-list>',
    );
    for (const element of box.children as HTMLCollectionOf<MfaSetupWizard>) {
      Object.assign(element, { endpoint: backEnd.endpoint, fetch: backEnd.fetch });
      await element.ready;
      await element.idle;
    }
    await settle();
    deepEqual(
      backEnd.got.filter(({ operation }) => operation !== 'getAccount'),
      [],
    );
  });
});

describe('signing in', () => {
  const signedOut = (options: Parameters<typeof mount>[0] = {}): Promise<Mounted> =>
    mount({ backEnd: new FakeBackEnd().refuseNext('getAccount', 'unauthenticated'), ...options });

  it('leads to the institution’s own page and back to this one', async () => {
    const wizard = await signedOut({ signIn: 'https://sso.example.ac.jp/login?realm=staff' });
    equal(wizard.at, 'sign-in/signedOut');
    const { origin, pathname, searchParams } = new URL((wizard.get('link', 'Sign in') as HTMLAnchorElement).href);
    equal(`${origin}${pathname}`, 'https://sso.example.ac.jp/login');
    equal(searchParams.get('realm'), 'staff');
    equal(searchParams.get('return'), location.href);
    deepEqual(wizard.toldOf('mfa-error'), [{ code: 'unauthenticated' }]);
  });

  it('opens in place, not beside the page', async () => {
    const wizard = await signedOut({ signIn: '/sign-in' });
    equal((wizard.get('link', 'Sign in') as HTMLAnchorElement).target, '');
  });

  it('takes the address from the attribute', async () => {
    const wizard = await signedOut({ signIn: '/from-script' });
    wizard.element.setAttribute('sign-in', '/from-markup');
    await wizard.element.idle;
    match((wizard.get('link', 'Sign in') as HTMLAnchorElement).pathname, /\/from-markup$/);
  });

  it('goes on with one press for who has signed in beside this page', async () => {
    const wizard = await signedOut({ signIn: '/sign-in' });
    await wizard.press('I have signed in');
    equal(wizard.at, 'mail/address');
  });

  for (const address of ['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:x']) {
    it(`never leads to “${address}”`, async () => {
      const wizard = await signedOut({ signIn: address });
      deepEqual(wizard.all('link', 'Sign in'), []);
      lacks(wizard.root.innerHTML.toLowerCase(), 'script:');
      wizard.get('button', 'I have signed in');
    });
  }

  it('in the middle of a flow keeps the place: the refused call is made again', async () => {
    const wizard = await mountMailCode();
    wizard.backEnd.refuseNext('confirmMail', 'unauthenticated');
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'sign-in/signedOut');
    await wizard.press('I have signed in');
    equal(wizard.at, 'mail/done');
  });
});

describe('an account that cannot be fetched', () => {
  const html = (status: number): Response =>
    new Response('<!doctype html><title>Portal</title><p>Log in</p>', {
      status,
      headers: { 'content-type': 'text/html' },
    });
  const unavailable = 'The service has a problem right now';

  /** What the back end answers, and what the person reads. */
  const troubles: Record<string, [answer: () => unknown, heading: string, code: string]> = {
    'a failing service': [() => html(500), unavailable, 'unavailable'],
    'a gateway without its service': [() => html(502), unavailable, 'unavailable'],
    'no connection': [
      () => {
        throw new TypeError('Failed to fetch');
      },
      'The service cannot be reached',
      'offline',
    ],
    'a page of HTML where an answer should be': [() => html(200), unavailable, 'bad_answer'],
    'nothing at all': [() => new Response(''), unavailable, 'bad_answer'],
    'another shape': [() => ({ label: 'taro', devices: 'none' }), unavailable, 'bad_answer'],
    'a list': [() => [], unavailable, 'bad_answer'],
    'a page that may not ask': [
      () => Response.json({ code: 'forbidden_origin' }, { status: 403 }),
      'This page is not allowed to use the service',
      'forbidden_origin',
    ],
    'an address without a service': [() => html(404), unavailable, 'bad_answer'],
  };

  for (const [what, [answer, heading, code]] of Object.entries(troubles)) {
    it(`for ${what} is explained in plain words, and “Try again” works`, async () => {
      const backEnd = new FakeBackEnd();
      // As often as a lost connection is tried again by itself.
      for (let attempt = 0; attempt < 3; attempt++) backEnd.next('getAccount', answer);
      const wizard = await mountHasty(backEnd);
      equal(wizard.at, 'trouble/stuck');
      equal(wizard.heading, heading);
      deepEqual(wizard.toldOf('mfa-error'), [{ code }]);
      for (const jargon of ['undefined', 'Error', 'null', '<', code]) lacks(withoutHelp(wizard), jargon);
      backEnd.forget('getAccount');
      await wizard.press('Try again');
      equal(wizard.at, 'mail/address');
    });
  }

  it('for want of a sign-in that only its status tells is asked to sign in', async () => {
    const wizard = await mountHasty(new FakeBackEnd().next('getAccount', () => html(401)));
    equal(wizard.at, 'sign-in/signedOut');
  });

  it('and cannot be fetched again is explained again', async () => {
    const backEnd = new FakeBackEnd().next('getAccount', () => html(404)).next('getAccount', () => html(404));
    const wizard = await mountHasty(backEnd);
    await wizard.press('Try again');
    equal(wizard.at, 'trouble/stuck');
    await wizard.press('Try again');
    equal(wizard.at, 'mail/address');
  });

  it('is explained in Japanese, too', async () => {
    const backEnd = new FakeBackEnd().next('getAccount', () => html(404));
    const wizard = await mountHasty(backEnd, 'ja');
    match(wizard.heading, /サービス/);
    match(wizard.part('primary')!.textContent, /もう一度|再/);
  });
});

function mountHasty(backEnd: FakeBackEnd, lang = 'en'): Promise<Mounted> {
  return mount({ backEnd, client: hastyClient(backEnd), lang });
}

/** The details for the help desk are for the help desk. */
const withoutHelp = ({ root }: Mounted): string =>
  [...root.querySelectorAll('section > :not(details)')].map(({ textContent }) => textContent).join(' ');
