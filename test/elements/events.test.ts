import type { MfaEventName } from '../../src/elements/events.ts';
import { canary, canaryTexts } from '../flows/samples.ts';
import { deepEqual, equal, lacks, ok } from '../support/expect.ts';
import { FakeBackEnd } from '../support/fake-back-end.ts';
import { mount, mountKey, mountMailCode, on, type Mounted } from '../support/mounted.ts';

/** Manual 1 and 2-1 from end to end, with a wrong code on the way. */
async function throughEverything(): Promise<Mounted> {
  const wizard = await mount();
  await wizard.submit('taro@example.org');
  await wizard.submit('31415927');
  await wizard.submit(canary.mailCode);
  await wizard.press('Go on to the app');
  await wizard.press('On my smartphone');
  await wizard.press('I have the app');
  await wizard.press('The app shows');
  await wizard.submit(canary.appCode);
  return wizard;
}

describe('mfa-ready', () => {
  it('is told once, after the first screen is reached', async () => {
    const wizard = await throughEverything();
    const names = wizard.told.map(({ name }) => name);
    deepEqual(names.slice(0, 2), ['mfa-step', 'mfa-ready']);
    equal(wizard.toldOf('mfa-ready').length, 1);
  });

  it('is not told while the account is still on its way', async () => {
    const backEnd = new FakeBackEnd();
    const held = backEnd.hold('getAccount');
    const mounting = mount({ backEnd });
    await held.begun;
    let isReady = false;
    on('mfa-ready', () => (isReady = true));
    await document.querySelector('mfa-setup-wizard')!.updateComplete;
    equal(isReady, false);
    held.release();
    equal((await mounting).toldOf('mfa-ready').length, 1);
  });
});

describe('mfa-step', () => {
  it('is told for each screen the person reaches, and not for one that says why it stays', async () => {
    const wizard = await throughEverything();
    deepEqual(
      wizard.toldOf('mfa-step').map(({ flow, step: screen }) => `${flow as string}/${screen as string}`),
      [
        'mail/address',
        'mail/code',
        'mail/done',
        'choose/where',
        'app-smartphone/install',
        'app-smartphone/key',
        'app-smartphone/code',
        'app-smartphone/done',
      ],
    );
  });
});

describe('mfa-complete', () => {
  it('is told when the back end has confirmed, and not before', async () => {
    const wizard = await mountMailCode();
    const held = wizard.backEnd.hold('confirmMail');
    wizard.enter(canary.mailCode);
    await held.begun;
    deepEqual(wizard.toldOf('mfa-complete'), []);
    held.release();
    await wizard.element.idle;
    deepEqual(wizard.toldOf('mfa-complete'), [{ flow: 'mail' }]);
  });

  it('is not told after a refusal', async () => {
    const wizard = await mountMailCode();
    await wizard.submit('31415927');
    deepEqual(wizard.toldOf('mfa-complete'), []);
  });

  it('names the new device', async () => {
    const wizard = await throughEverything();
    deepEqual(wizard.toldOf('mfa-complete'), [{ flow: 'mail' }, { flow: 'app-smartphone', deviceId: 'd1' }]);
  });
});

describe('mfa-cancel', () => {
  async function giveUp(): Promise<Mounted> {
    const wizard = await mountKey();
    await wizard.press('Stop the set-up');
    await wizard.press('Stop the set-up');
    return wizard;
  }

  it('says who gave up which flow, and the chooser follows', async () => {
    const wizard = await giveUp();
    deepEqual(wizard.toldOf('mfa-cancel'), [{ flow: 'app-smartphone', by: 'person' }]);
    equal(wizard.at, 'choose/where');
    equal(wizard.backEnd.account.pending.app, null);
  });

  it('can be prevented: the host decides what is shown next', async () => {
    on('mfa-cancel', (event) => event.preventDefault());
    const wizard = await giveUp();
    equal(wizard.toldOf('mfa-cancel').length, 1);
    equal(wizard.at, 'app-smartphone/leaving');
  });
});

describe('mfa-change', () => {
  it('is told for every change the back end has made', async () => {
    const wizard = await throughEverything();
    deepEqual(
      wizard.toldOf('mfa-change').map(({ change }) => change),
      ['beginMail', 'confirmMail', 'beginApp', 'confirmApp'],
    );
  });
});

describe('mfa-error', () => {
  it('tells the code of each refusal', async () => {
    const wizard = await mountMailCode();
    await wizard.submit('31415927');
    wizard.backEnd.refuseNext('confirmMail', 'attempts_exhausted', { retryAfterMs: 60_000 });
    await wizard.submit('31415928');
    deepEqual(wizard.toldOf('mfa-error'), [{ code: 'invalid_code' }, { code: 'attempts_exhausted' }]);
  });

  it('is not told for a slip that never left the page', async () => {
    const wizard = await mountMailCode();
    await wizard.submit('12');
    deepEqual(wizard.toldOf('mfa-error'), []);
  });
});

describe('every event', () => {
  it('bubbles and leaves shadow roots', async () => {
    const outside = new Set<string>();
    const names: MfaEventName[] = ['mfa-ready', 'mfa-step', 'mfa-complete', 'mfa-change', 'mfa-error'];
    for (const name of names) on(name, ({ type }) => outside.add(type));
    const host = document.body.appendChild(document.createElement('div'));
    const wizard = await mountMailCode({ into: host.attachShadow({ mode: 'open' }) });
    await wizard.submit('31415927');
    await wizard.submit(canary.mailCode);
    host.remove();
    deepEqual([...outside].sort(), names.sort());
  });

  it('is free of keys, codes and addresses', async () => {
    const wizard = await throughEverything();
    const all = JSON.stringify(wizard.told);
    ok(all.includes('mfa-complete'));
    for (const text of [...canaryTexts, '31415927', 'example.org', 'taro', 'otpauth']) lacks(all, text);
  });
});
