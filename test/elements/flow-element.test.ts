import { MfaSetupWizard } from '../../src/elements/setup-wizard.ts';
import { Runner } from '../../src/runner/runner.ts';
import { canary } from '../flows/samples.ts';
import { deepEqual, equal, match } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { afterThis, mount, mountMailCode, Mounted, place, put, settle, stub } from '../support/mounted.ts';

describe('an element', () => {
  it('takes the properties it was given before its class was known', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    const early = place('<mfa-late lang="ja"></mfa-late>').firstElementChild as MfaSetupWizard;
    Object.assign(early, { endpoint: backEnd.endpoint, fetch: backEnd.fetch, flow: 'app-smartphone' });
    customElements.define('mfa-late', class extends MfaSetupWizard {});
    await early.ready;
    await early.idle;
    match(new Mounted(early, backEnd).heading, /用意する/);
    equal(backEnd.count('getAccount'), 1);
  });

  it('takes its attributes from markup', async () => {
    const fetched: string[] = [];
    const before = globalThis.fetch;
    const backEnd = new FakeBackEnd();
    globalThis.fetch = (address, init) => {
      fetched.push(String(address));
      return backEnd.fetch(address, init);
    };
    afterThis(() => (globalThis.fetch = before));
    const box = place(
      '<mfa-setup-wizard endpoint="/fake/mfa/" profile="kyoto-u" flow="mail" lang="en"></mfa-setup-wizard>',
    );
    const wizard = new Mounted(box.firstElementChild as MfaSetupWizard, backEnd);
    await wizard.element.ready;
    await wizard.element.idle;
    match(wizard.text, /Kyoto University/);
    deepEqual(fetched, [new URL('/fake/mfa/account', location.href).href]);
  });

  it('tells its flows what the service offers, also those that know no account', async () => {
    const anew = /I do not have the app anywhere yet/;
    const shown = async (offers?: string[]) => {
      const backEnd = new FakeBackEnd();
      if (offers) backEnd.account.offers = offers;
      const mounted = await mount({ backEnd, flow: 'authenticator', keepsCodes: true });
      await settle();
      await mounted.element.idle;
      return mounted.text;
    };
    match(await shown(), anew);
    equal(anew.test(await shown(['getAccount'])), false);
  });

  it('guides only, and asks nobody, without an endpoint', async () => {
    const wizard = await mount({ backEnd: null });
    equal(wizard.at, 'choose/haveApp');
  });

  it('begins with the chooser when `flow` names none', async () => {
    const backEnd = new FakeBackEnd('mail set up');
    equal((await mount({ backEnd, flow: 'no-such-flow' })).at, 'choose/where');
  });

  it('runs from left to right, as its languages do, on a page that runs the other way', async () => {
    document.documentElement.dir = 'rtl';
    try {
      const wizard = await mount();
      equal(getComputedStyle(wizard.part('heading')!).direction, 'ltr');
    } finally {
      document.documentElement.removeAttribute('dir');
    }
  });

  it('that is moved finds the set-up under way again, with the same key', async () => {
    const wizard = await mount({ backEnd: new FakeBackEnd('app pending') });
    await wizard.press('Go on with the set-up');
    equal(wizard.at, 'app-smartphone/key');
    place().append(wizard.element);
    await wizard.element.idle;
    equal(wizard.at, 'app-smartphone/key');
    equal(wizard.get('code').textContent, canary.key);
  });
});

describe('an element that is taken off the page', () => {
  it('during a call tells nothing afterwards, and gives the call up', async () => {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter(canary.mailCode);
    await held.begun;
    const before = wizard.told.length;
    wizard.element.remove();
    held.release();
    await wizard.element.idle;
    await settle();
    equal(wizard.told.length, before);
    equal(wizard.backEnd.account.mail, null, 'The back end went on:');
  });

  it('while its first screen loads tells nothing at all', async () => {
    const backEnd = new FakeBackEnd();
    const held = backEnd.hold('getAccount');
    const wizard = put({ backEnd, flow: 'mail' });
    await held.begun;
    wizard.element.remove();
    held.release();
    await wizard.element.idle;
    await settle();
    deepEqual(wizard.told, []);
  });

  it('resumes at the code when it is put back', async () => {
    const wizard = await mount();
    await wizard.submit('taro@example.org');
    wizard.element.remove();
    await settle();
    place().append(wizard.element);
    await wizard.element.idle;
    equal(wizard.at, 'mail/code');
    match(wizard.heading, /Type the code from the mail/);
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'mail/done');
  });

  it('and put back in one task goes on, too', async () => {
    const wizard = await mountMailCode();
    const box = wizard.element.parentElement!;
    wizard.element.remove();
    box.append(wizard.element);
    await wizard.element.idle;
    equal(wizard.at, 'mail/code');
    await wizard.submit(canary.mailCode);
    equal(wizard.at, 'mail/done');
  });
});

describe('an element that is not on the page', () => {
  it('starts when it was moved before it could be drawn', async () => {
    const wizard = put({ backEnd: null });
    const box = wizard.element.parentElement!;
    wizard.element.remove();
    box.append(wizard.element);
    await wizard.element.ready;
    equal(wizard.at, 'choose/haveApp');
  });

  it('asks nobody, whatever it is given', async () => {
    const wizard = await mount();
    wizard.element.remove();
    wizard.element.headers = { authorization: 'new' };
    await wizard.element.updateComplete;
    await wizard.element.idle;
    equal(wizard.backEnd.count('getAccount'), 1);
  });
});

describe('an element that is configured anew by script', () => {
  it('begins again with the other back end', async () => {
    const wizard = await mount();
    const other = new FakeBackEnd('one device');
    Object.assign(wizard.element, { endpoint: other.endpoint, fetch: other.fetch });
    await wizard.element.idle;
    equal(wizard.at, 'overview/overview');
    equal(other.count('getAccount'), 1);
  });

  it('begins again with the other profile, and shows no screen without one meanwhile', async () => {
    const wizard = await mount({ flow: 'mail', profile: 'kyoto-u' });
    match(wizard.text, /sign in to Kyoto University/);
    wizard.element.profile = 'neutral';
    await wizard.element.idle;
    match(wizard.text, /sign in to your institution/);
  });

  it('uses new headers from then on', async () => {
    const wizard = await mount({ headers: { authorization: 'old' } });
    wizard.element.headers = { authorization: 'new' };
    await wizard.element.idle;
    deepEqual(
      wizard.backEnd.got.map(({ headers }) => headers.get('authorization')),
      ['old', 'new'],
    );
  });

  it('during a call shows what the new back end says, whatever the former one answers', async () => {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter(canary.mailCode);
    await held.begun;
    wizard.element.fetch = new FakeBackEnd('fresh').fetch;
    await wizard.element.updateComplete;
    held.release();
    await wizard.element.idle;
    equal(wizard.at, 'mail/address');
  });
});

describe('fifty elements, one after the other', () => {
  it('leave no listener behind on the window or the document', async () => {
    const count = countListeners();
    for (let i = 0; i < 50; i++) {
      const { element } = await mountMailCode();
      element.remove();
    }
    deepEqual(count, { window: 0, document: 0, documentElement: 0 });
  });
});

/** Listeners added and not removed from now on. Removing one that is not there counts for nothing, as in the browser. */
function countListeners(): Record<string, number> {
  const count: Record<string, number> = {};
  for (const [name, target] of Object.entries({ window, document, documentElement: document.documentElement })) {
    count[name] = 0;
    const here = new Map<string, Set<unknown>>();
    const { addEventListener, removeEventListener } = target;
    const listenersOf = (type: string) => here.get(type) ?? here.set(type, new Set()).get(type)!;
    target.addEventListener = (type: string, listener: unknown, ...rest: unknown[]) => {
      if (!listenersOf(type).has(listener)) count[name]! += 1;
      listenersOf(type).add(listener);
      addEventListener.call(target, type, listener as never, ...(rest as []));
    };
    target.removeEventListener = (type: string, listener: unknown, ...rest: unknown[]) => {
      if (listenersOf(type).delete(listener)) count[name]! -= 1;
      removeEventListener.call(target, type, listener as never, ...(rest as []));
    };
    afterThis(() => Object.assign(target, { addEventListener, removeEventListener }));
  }
  return count;
}

describe('an element that begins anew', () => {
  it('gives up what the flow before was about to do', async () => {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter(canary.mailCode);
    await held.begun;
    wizard.element.restart();
    await wizard.element.idle;
    const before = wizard.told.length;
    held.release();
    await wizard.element.idle;
    await settle();
    equal(wizard.told.length, before);
    equal(wizard.backEnd.account.mail, null, 'The back end went on:');
  });

  it('twice at once shows the last flow', async () => {
    const wizard = await mount({ backEnd: new FakeBackEnd('mail set up') });
    for (const flow of ['mail', 'reset', 'app-smartphone']) {
      wizard.element.flow = flow;
      wizard.element.restart();
    }
    await wizard.element.updateComplete;
    await wizard.element.idle;
    await settle();
    match(wizard.at, /^app-smartphone\//);
  });

  it('does so for what changes the flow, and for nothing else', async () => {
    const wizard = await mount();
    equal(wizard.at, 'mail/address');
    wizard.element.signIn = '/other-sign-in';
    wizard.element.lang = 'ja';
    await wizard.element.updateComplete;
    await wizard.element.idle;
    equal(wizard.at, 'mail/address');
  });

  it('makes each screen once a drawing, in one language', async () => {
    const wizard = await mountMailCode();
    const { show } = Runner.prototype;
    const locales: string[] = [];
    stub(Runner.prototype, 'show', function (this: Runner) {
      const shown = show.call(this);
      locales.push(shown.locale);
      return shown;
    });
    wizard.element.requestUpdate();
    await wizard.element.updateComplete;
    deepEqual(locales, ['en']);
  });
});
