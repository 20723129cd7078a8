import { AutoLock } from '../../../src/vault/auto-lock.ts';
import { deepEqual, equal } from '../../support/expect.ts';

/** The page’s own timers, stopped: `pass` lets them run out. */
function stoppedClock() {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  let nowMs = 0;
  let timers: { atMs: number; run: () => void; id: number }[] = [];
  let id = 0;
  Object.assign(globalThis, {
    setTimeout: (run: () => void, inMs: number) => (timers.push({ atMs: nowMs + inMs, run, id: ++id }), id),
    clearTimeout: (gone: number) => (timers = timers.filter((timer) => timer.id !== gone)),
  });
  return {
    pass(ms: number) {
      nowMs += ms;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter(({ atMs }) => atMs > nowMs);
      for (const { run } of due) run();
    },
    end: () => Object.assign(globalThis, real),
  };
}

describe('a vault locks by itself', () => {
  let clock: ReturnType<typeof stoppedClock>;
  let told: string[];
  let page: EventTarget & { visibilityState: DocumentVisibilityState };
  let lock: AutoLock;

  beforeEach(() => {
    clock = stoppedClock();
    told = [];
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
    lock = new AutoLock({ lock: () => told.push('locked'), used: () => told.push('used'), page });
  });
  afterEach(() => {
    lock.stop();
    clock.end();
  });

  const hide = (): void => {
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
  };

  it('after five minutes without a touch or a key', () => {
    clock.pass(5 * 60_000 - 1);
    deepEqual(told, []);
    clock.pass(1);
    deepEqual(told, ['locked']);
  });

  it('not while somebody is there, in this tab or in another', () => {
    clock.pass(4 * 60_000);
    page.dispatchEvent(new Event('keydown'));
    clock.pass(4 * 60_000);
    lock.renew();
    clock.pass(4 * 60_000);
    deepEqual(told, ['used']);
  });

  it('a minute after the page was put out of sight', () => {
    hide();
    clock.pass(60_000);
    deepEqual(told, ['locked']);
  });

  it('not when the page comes back before that', () => {
    hide();
    clock.pass(59_000);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    clock.pass(59_000);
    deepEqual(told, []);
  });

  it('tells the other tabs of many touches once', () => {
    for (let touch = 0; touch < 9; touch++) page.dispatchEvent(new Event('pointerdown'));
    deepEqual(told, ['used']);
  });

  it('leaves nothing behind when it is stopped', () => {
    lock.stop();
    page.dispatchEvent(new Event('pointerdown'));
    clock.pass(10 * 60_000);
    equal(told.length, 0);
  });
});
