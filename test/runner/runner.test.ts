import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFlow, callingStepUp, key, makeFlow, onStage, problem, saveFlow, settle } from './stage.ts';

const device = { device: { id: 'd1' } };

test('a call is made with the input of the flow, and its answer comes back as the event that the flow named', async () => {
  const { asked, send, at, told } = onStage(saveFlow);
  send('save');
  assert.equal(at(), 'save/saving');
  assert.deepEqual([asked[0]!.operation, asked[0]!.input], ['renameDevice', { id: 'd1', name: 'x' }]);
  asked[0]!.answer(device);
  await settle();
  assert.equal(at(), 'save/saved');
  assert.deepEqual(told, ['changed to save/saving', 'answered renameDevice', 'changed to save/saved']);
});

test('effects of the first state begin after whoever made the runner holds it', async () => {
  const { asked, at } = onStage(accountFlow);
  assert.equal(asked.length, 0);
  await settle();
  assert.equal(asked.length, 1);
  asked[0]!.answer({});
  await settle();
  assert.equal(at(), 'account/loaded');
});

test('a refusal comes back to the flow and is told by its code', async () => {
  const { asked, send, at, told } = onStage(saveFlow);
  send('save');
  asked[0]!.refuse(problem('invalid_code', { attemptsLeft: 2 }));
  await settle();
  assert.equal(at(), 'save/refused');
  assert.ok(told.includes('failed invalid_code'));
});

test('an unknown error becomes “unavailable”', async () => {
  const { asked, send, told, at } = onStage(saveFlow);
  send('save');
  asked[0]!.refuse(new TypeError('x is not a function'));
  await settle();
  assert.ok(told.includes('failed unavailable'));
  assert.equal(at(), 'save/refused');
});

test('without a client every call is refused as unavailable', async () => {
  const { send, at, told } = onStage(saveFlow, { client: undefined });
  send('save');
  await settle();
  assert.equal(at(), 'save/refused');
  assert.deepEqual(told.slice(1), ['failed unavailable', 'changed to save/refused']);
});

test('an event that the state has no entry for does nothing, and the listener hears nothing', () => {
  const { send, at, told } = onStage(saveFlow);
  send('leave');
  assert.equal(at(), 'save/form');
  assert.deepEqual(told, []);
});

test('a transition aborts the work of the state before, and an answer that comes too late is dropped', async () => {
  const { asked, send, at, told } = onStage(saveFlow);
  send('save');
  send('leave');
  assert.ok(asked[0]!.signal.aborted);
  asked[0]!.answer(device);
  await settle();
  assert.equal(at(), 'save/form');
  assert.deepEqual(told, ['changed to save/saving', 'changed to save/form']);
});

test('a refusal that comes too late is dropped, and the listener hears of no failure', async () => {
  const { asked, send, told } = onStage(saveFlow);
  send('save');
  send('leave');
  asked[0]!.refuse(problem('offline'));
  await settle();
  assert.ok(!told.some((what) => what.startsWith('failed')));
});

test('a late answer of a former attempt does not end the present one', async () => {
  const { asked, send, at } = onStage(saveFlow);
  send('save');
  send('leave');
  send('save');
  asked[0]!.answer(device);
  await settle();
  assert.equal(at(), 'save/saving');
  asked[1]!.answer(device);
  await settle();
  assert.equal(at(), 'save/saved');
});

test('stopping aborts what is under way, and the listener hears no more', async () => {
  const { runner, asked, send, told } = onStage(saveFlow);
  send('save');
  const before = [...told];
  runner.stop();
  assert.ok(asked[0]!.signal.aborted);
  asked[0]!.answer(device);
  await settle();
  send('leave');
  send('save');
  await settle();
  assert.deepEqual(told, before);
  assert.equal(asked.length, 1);
});

test('a runner that is stopped before it began does nothing', async () => {
  const { runner, asked, told } = onStage(accountFlow);
  runner.stop();
  await settle();
  assert.deepEqual([asked.length, told], [0, []]);
});

test('hand-over, completion and stop are told with the flow, and the device when there is one', async () => {
  const { send, told } = onStage(saveFlow);
  for (const event of ['handOver', 'complete', 'stop']) send(event);
  await settle();
  assert.deepEqual(
    told.filter((what) => !what.startsWith('changed')),
    ['handed over to mail', 'completed save d1', 'stopped save'],
  );
});

test('work under way keeps the screen of the state before, marked busy', async () => {
  const { runner, send, asked } = onStage(saveFlow);
  assert.equal(runner.show().screen.busy, undefined);
  send('save');
  const { at, name, screen } = runner.show();
  assert.deepEqual([at, name, screen.heading, screen.busy], ['saving', 'form', 'Form', true]);
  asked[0]!.answer(device);
  await settle();
  assert.equal(runner.show().screen.busy, undefined);
});

test('an unfinished state stays unfinished while work is under way on its screen', () => {
  const { runner, send } = onStage(saveFlow);
  assert.equal(runner.show().unfinished, true);
  send('save');
  assert.equal(runner.show().unfinished, true);
});

test("a code is looked for around the server's time, not that of a device whose clock is wrong", async () => {
  const seen: unknown[] = [];
  const findDelta = async (...args: unknown[]) => {
    seen.push(args);
    return -3;
  };
  const { send, at, clock } = onStage(saveFlow, { findDelta } as object);
  clock.clockAheadMs = 90_000;
  send('check');
  await settle();
  const [[foundKey, , atMs]] = seen as [[unknown, unknown, number]];
  assert.equal(foundKey, key);
  assert.equal(atMs, clock.nowMs - 90_000);
  assert.equal(at(), 'save/checked');
});

test('when the search for a code fails, the code counts as not found', async () => {
  const { send, at } = onStage(saveFlow, { findDelta: () => Promise.reject(new RangeError('no key')) });
  send('check');
  await settle();
  assert.equal(at(), 'save/checked');
});

test('a diagnosis that comes too late is dropped', async () => {
  let found!: (delta: number) => void;
  const { send, at } = onStage(saveFlow, { findDelta: () => new Promise((resolve) => (found = resolve)) });
  send('check');
  await settle();
  send('leave');
  found(1);
  await settle();
  assert.equal(at(), 'save/form');
});

test('it is idle when nothing is under way, and not before', async () => {
  const { runner, asked, send, told } = onStage(saveFlow);
  await runner.idle;
  send('save');
  let isIdle = false;
  const idle = runner.idle.then(() => (isIdle = true));
  await settle();
  assert.equal(isIdle, false);
  asked[0]!.answer(device);
  await idle;
  assert.equal(told.at(-1), 'changed to save/saved');
});

test('it is not idle while an answer leads to further work', async () => {
  const chain = makeFlow(
    'chain',
    [{ at: 'one' }, { effect: 'call', operation: 'beginReset', input: {}, then: 'next' }],
    {
      one: {
        screen: () => ({ kind: 'wait', heading: '1' }),
        on: {
          next: () => [{ at: 'two' }, { effect: 'call', operation: 'beginReset', input: {}, then: 'next' }],
        },
      },
      two: { screen: () => ({ kind: 'wait', heading: '2' }), on: { next: () => ({ at: 'three' }) } },
      three: { screen: () => ({ kind: 'done', heading: '3' }), on: {} },
    },
  );
  const { runner, asked, at } = onStage(chain);
  const idle = runner.idle;
  await settle();
  asked[0]!.answer({});
  await settle();
  asked[1]!.answer({});
  await idle;
  assert.equal(at(), 'chain/three');
});

test('the listener hears names only, and no secret', async () => {
  const { asked, send, told } = onStage(saveFlow, { loadInterruption: async () => callingStepUp });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  send('proved');
  asked[1]!.refuse(problem('invalid_code'));
  await settle();
  assert.ok(!JSON.stringify(told).includes('123456'));
});
