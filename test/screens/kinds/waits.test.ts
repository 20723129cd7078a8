import { equal, match, ok } from '../../support/expect.ts';
import { FakeBackEnd } from '../../support/fake-back-end.ts';
import { mount, settle, stub, type Mounted } from '../../support/mounted.ts';

/** The clock stands until it is moved, and counters tick at once. */
let moveOn: (ms: number) => void;
beforeEach(() => {
  let nowMs = Date.now();
  stub(Date, 'now', () => nowMs);
  const counters = new Map<number, () => void>();
  stub(globalThis, 'setInterval', (run: () => void) => counters.set(counters.size + 1, run).size);
  stub(globalThis, 'clearInterval', (id: number) => counters.set(id, () => undefined));
  moveOn = (ms) => {
    nowMs += ms;
    for (const run of counters.values()) run();
  };
});
const countdown = ({ root }: Mounted): string => root.querySelector('mfa-countdown')?.textContent?.trim() ?? '';
const isBlocked = (wizard: Mounted): boolean => wizard.part('primary')!.getAttribute('aria-disabled') === 'true';
const tenMinutes = { retryAfterMs: 599_000 };

describe('how long to wait is said', () => {
  it('where an address is typed: the same one waits, another one does not, and nothing typed is lost', async () => {
    const backEnd = new FakeBackEnd().refuseNext('beginMail', 'rate_limited', tenMinutes);
    const wizard = await mount({ backEnd });
    await wizard.submit('taro@example.org');
    match(countdown(wizard), /^You can try again in (10:00|9:5\d)\.$/);
    await wizard.submit('taro@example.org');
    equal(backEnd.count('beginMail'), 1);
    const { field } = wizard;
    field.value = 'hanako@exam';
    moveOn(700_000);
    await settle();
    equal(countdown(wizard), '');
    equal(wizard.field, field);
    equal(field.value, 'hanako@exam');
    await wizard.submit('taro@example.org');
    equal(wizard.at, 'mail/code');
  });

  it('where one button leads on: it waits, and goes on when the time has come', async () => {
    const backEnd = new FakeBackEnd('one device').refuseNext('beginReset', 'rate_limited', tenMinutes);
    const wizard = await mount({ backEnd, flow: 'reset' });
    await wizard.press('Send me the code');
    match(wizard.text, /another one sent in 10 minutes/);
    match(countdown(wizard), /^You can try again in/);
    ok(isBlocked(wizard));
    await wizard.press('Send me the code');
    equal(backEnd.count('beginReset'), 1);
    moveOn(700_000);
    await settle();
    ok(!isBlocked(wizard));
    equal(countdown(wizard), '');
    await wizard.press('Send me the code');
    equal(backEnd.count('beginReset'), 2);
  });

  it('where the account cannot be fetched', async () => {
    const backEnd = new FakeBackEnd().refuseNext('getAccount', 'unavailable', { retryAfterMs: 60_000 });
    const wizard = await mount({ backEnd });
    equal(wizard.at, 'trouble/stuck');
    match(countdown(wizard), /^You can try again in (1:00|0:5\d)\.$/);
    ok(isBlocked(wizard));
    moveOn(61_000);
    await settle();
    await wizard.press('Try again');
    equal(wizard.at, 'mail/address');
  });

  it('of a lock that began before the page was loaded, with its reason', async () => {
    const backEnd = new FakeBackEnd('mail pending');
    const lockedUntil = new Date(Date.now() + 60_000).toISOString();
    Object.assign(backEnd.account.pending.mail!, { attemptsLeft: 0, lockedUntil });
    const wizard = await mount({ backEnd, flow: 'mail' });
    match(wizard.text, /There were too many wrong codes, so no code is taken for a while\./);
    // The clock of the service is known to a second, from its Date header.
    match(countdown(wizard), /^You can try again in (1:0[01]|0:5\d)\.$/);
    ok(isBlocked(wizard));
    moveOn(62_000);
    await settle();
    ok(!isBlocked(wizard));
    ok(!/too many wrong codes/.test(wizard.text));
  });

  it('from the header, where the refusal itself says nothing', async () => {
    const headers = { 'retry-after': '30', 'content-type': 'application/problem+json' };
    const body = JSON.stringify({ code: 'rate_limited', status: 429 });
    const backEnd = new FakeBackEnd().next('beginMail', () => new Response(body, { status: 429, headers }));
    const wizard = await mount({ backEnd });
    await wizard.submit('taro@example.org');
    match(countdown(wizard), /^You can try again in 0:(30|29)\.$/);
  });
});
