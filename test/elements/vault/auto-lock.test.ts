import { AutoLock } from '../../../src/vault/locks/auto-lock.ts';
import { deepEqual, equal, ok } from '../../support/expect.ts';

/** Timers and clocks that stand still: `pass` lets them run, `sleep` lets the wall clock run alone, as a machine does. */
function stoppedClock() {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const realNow = performance.now;
  let [awakeMs, wallMs] = [0, 1_700_000_000_000];
  let timers: { atMs: number; run: () => void; id: number }[] = [];
  let id = 0;
  Object.assign(globalThis, {
    setTimeout: (run: () => void, inMs: number) => (timers.push({ atMs: awakeMs + inMs, run, id: ++id }), id),
    clearTimeout: (gone: number) => (timers = timers.filter((timer) => timer.id !== gone)),
  });
  performance.now = () => awakeMs;
  return {
    now: () => wallMs,
    pass(ms: number) {
      const untilMs = awakeMs + ms;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        const stepMs = (next?.atMs ?? untilMs) - awakeMs;
        awakeMs += stepMs;
        wallMs += stepMs;
        if (!next) return;
        timers = timers.filter((timer) => timer !== next);
        next.run();
      }
    },
    sleep: (ms: number) => void (wallMs += ms),
    end() {
      Object.assign(globalThis, real);
      performance.now = realNow;
    },
  };
}

describe('a vault locks by itself', () => {
  let clock: ReturnType<typeof stoppedClock>;
  let told: string[];
  let page: EventTarget & { visibilityState: DocumentVisibilityState };
  let around: EventTarget;
  let lock: AutoLock;

  beforeEach(() => {
    clock = stoppedClock();
    told = [];
    page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const });
    around = new EventTarget();
    const watched = { lock: () => told.push('locked'), used: () => told.push('used'), page, window: around };
    lock = new AutoLock({ ...watched, now: clock.now });
  });
  afterEach(() => {
    lock.stop();
    clock.end();
  });

  const hide = (): void => {
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const show = (): void => void (page.visibilityState = 'visible');

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
    show();
    page.dispatchEvent(new Event('visibilitychange'));
    clock.pass(59_000);
    deepEqual(told, []);
  });

  const hours8 = 8 * 3600_000;
  const wakings: [string, () => void][] = [
    ['is looked at again', () => (show(), page.dispatchEvent(new Event('visibilitychange')))],
    ['goes on', () => page.dispatchEvent(new Event('resume'))],
    ['comes back from the history', () => around.dispatchEvent(new Event('pageshow'))],
    ['is in front again', () => around.dispatchEvent(new Event('focus'))],
    ['is touched', () => page.dispatchEvent(new Event('pointerdown'))],
    ['gets a key', () => page.dispatchEvent(new Event('keydown'))],
    ['hears of another tab', () => lock.renew()],
    ['looks at the clock', () => clock.pass(1000)],
  ];
  for (const [what, wake] of wakings)
    it(`at once when a page that was out of sight ${what} after eight hours of sleep`, () => {
      hide();
      clock.pass(20_000);
      clock.sleep(hours8);
      ok(lock.isOver);
      wake();
      deepEqual(told, ['locked']);
    });

  it('when the machine slept with the page in sight', () => {
    clock.pass(20_000);
    clock.sleep(5 * 60_000 - 20_000 - 1);
    ok(!lock.isOver);
    clock.sleep(1);
    around.dispatchEvent(new Event('focus'));
    deepEqual(told, ['locked']);
  });

  it('when the wall clock is set back as well', () => {
    clock.sleep(-hours8);
    clock.pass(5 * 60_000);
    deepEqual(told, ['locked']);
  });

  it('not later because the page comes to the front while nobody touches it', () => {
    clock.pass(4 * 60_000);
    around.dispatchEvent(new Event('focus'));
    page.dispatchEvent(new Event('resume'));
    clock.pass(60_000);
    deepEqual(told, ['locked']);
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
