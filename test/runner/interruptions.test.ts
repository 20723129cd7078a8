import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountFlow, askingFlow, callingStepUp, fetchFlow, onStage, problem, saveFlow, settle } from './stage.ts';

const device = { device: { id: 'd1' } };
const renameDevice = { effect: 'call', operation: 'renameDevice', input: { id: 'd1', name: 'x' }, then: 'saved' };
const lookIntoVault = { effect: 'vault', operation: 'look', input: {}, then: 'looked' };
/** A saving that was refused with `code`. */
async function refusedWith(code: Parameters<typeof problem>[0], ports: Parameters<typeof onStage>[1] = {}) {
  const stage = onStage(saveFlow, ports);
  stage.send('save');
  stage.asked[0]!.refuse(problem(code));
  await settle();
  return stage;
}

for (const [code, id] of [
  ['step_up_required', 'step-up'],
  ['unauthenticated', 'sign-in'],
] as const) {
  test(`a call refused with ${code} brings ${id} to the screen, and is made once more when that is done`, async () => {
    const { asked, send, at, told } = await refusedWith(code);
    assert.equal(at(), `${id}/asking`);
    assert.equal(asked.length, 1);
    send('proved');
    await settle();
    assert.equal(at(), 'save/saving');
    assert.deepEqual([asked.length, asked[1]!.operation, asked[1]!.input], [2, asked[0]!.operation, asked[0]!.input]);
    asked[1]!.answer(device);
    await settle();
    assert.equal(at(), 'save/saved');
    assert.ok(
      !told.some((what) => what.startsWith('completed')),
      'the flow that cut in completes nothing for the host',
    );
  });

  test(`a call refused with ${code} again after ${id} stays refused: nobody is asked in a circle`, async () => {
    const { runner, asked, send, at } = await refusedWith(code);
    send('proved');
    await settle();
    asked[1]!.refuse(problem(code));
    await settle();
    assert.equal(at(), 'save/refused');
    assert.equal(asked.length, 2);
    // What is refused after the proof is no proof that the person gave up.
    const reason = code === 'step_up_required' ? 'unavailable' : code;
    assert.equal(runner.show().screen.heading, `Refused for ${reason}`);
  });

  test(`whoever gives ${id} up finds the flow where it was, with the refusal`, async () => {
    const { asked, send, at, told } = await refusedWith(code);
    send('gaveUp');
    await settle();
    assert.equal(at(), 'save/refused');
    assert.equal(asked.length, 1);
    assert.ok(!told.includes(`stopped ${id}`));
  });
}

test('whoever gives up after a press that led to another screen is back where they pressed, as if they had not', async () => {
  for (const ports of [{}, { stepUp: async () => false }]) {
    const { asked, runner, send, at } = onStage(fetchFlow, ports);
    const before = runner.show();
    send('fetch');
    assert.equal(at(), 'fetch/fetching');
    asked[0]!.refuse(problem('step_up_required'));
    await settle();
    if (!('stepUp' in ports)) send('gaveUp');
    await settle();
    const { turn, ...rest } = runner.show();
    assert.deepEqual({ ...rest, turn: before.turn }, before);
    assert.ok(turn > before.turn, 'a new turn, for the focus');
    send('fetch');
    assert.equal(asked.length, 2);
  }
});

test('where no press led to the call there is no way back: the flow hears of the refusal', async () => {
  const { asked, send, at } = onStage(fetchFlow);
  send('fetch');
  asked[0]!.answer({});
  await settle();
  asked[1]!.refuse(problem('step_up_required'));
  await settle();
  send('gaveUp');
  await settle();
  assert.equal(at(), 'fetch/refused');
});

test('a flow that cuts in knows which call was refused', async () => {
  const calls: unknown[] = [];
  const { asked, send } = onStage(saveFlow, {
    loadInterruption: async (id) => {
      const flow = askingFlow(id);
      return { ...flow, start: (context) => (calls.push(context.refusedCall), flow.start(context)) };
    },
  });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  assert.deepEqual(calls, ['renameDevice']);
});

test('a call may ask for a proof after the sign-in, and goes through after that', async () => {
  const { asked, send, at } = await refusedWith('unauthenticated');
  send('proved');
  await settle();
  asked[1]!.refuse(problem('step_up_required'));
  await settle();
  assert.equal(at(), 'step-up/asking');
  send('proved');
  await settle();
  asked[2]!.answer(device);
  await settle();
  assert.equal(at(), 'save/saved');
});

test('the host hears of a missing sign-in as a failure, and not of a proof that is asked for', async () => {
  assert.ok(!(await refusedWith('step_up_required')).told.some((what) => what.startsWith('failed')));
  assert.ok((await refusedWith('unauthenticated')).told.includes('failed unauthenticated'));
});

test('a later call may ask for a proof again', async () => {
  const { asked, send, at } = await refusedWith('step_up_required');
  send('gaveUp');
  await settle();
  send('save');
  asked[1]!.refuse(problem('step_up_required'));
  await settle();
  assert.equal(at(), 'step-up/asking');
});

test('the host’s own proof takes the place of ours', async () => {
  const signals: AbortSignal[] = [];
  const stepUp = async (signal: AbortSignal) => signals.push(signal) > 0;
  const loadInterruption = () => assert.fail('ours is not loaded');
  const { asked, at } = await refusedWith('step_up_required', { stepUp, loadInterruption });
  assert.equal(signals.length, 1);
  assert.equal(at(), 'save/saving');
  assert.equal(asked.length, 2);
});

test('a proof that the host does not get leaves the call refused; one that it cannot ask for is a fault that is told', async () => {
  const ways = [
    [async () => false, 'step_up_required'],
    [() => Promise.reject(new Error('popup blocked')), 'unavailable'],
  ] as const;
  for (const [stepUp, code] of ways) {
    const { runner, asked, at } = await refusedWith('step_up_required', { stepUp });
    assert.equal(at(), 'save/refused');
    assert.equal(runner.show().screen.heading, `Refused for ${code}`);
    assert.equal(asked.length, 1);
  }
});

test('the host’s own proof is aborted when the person leaves', async () => {
  let seen!: AbortSignal;
  const { runner, send, asked, at } = onStage(saveFlow, {
    stepUp: (signal) => ((seen = signal), new Promise(() => undefined)),
  });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  assert.equal(at(), 'save/saving');
  runner.stop();
  assert.ok(seen.aborted);
});

test('events go to the flow on screen only', async () => {
  const { send, at } = await refusedWith('step_up_required');
  send('leave');
  assert.equal(at(), 'step-up/asking');
});

test('a sign-in that is missing inside the proof is asked for first, then the proof goes on, then the call', async () => {
  const { runner, asked, send, at } = onStage(saveFlow, {
    loadInterruption: async (id) => (id === 'step-up' ? callingStepUp : askingFlow(id)),
  });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  send('proved');
  assert.equal(asked[1]!.operation, 'confirmStepUp');
  asked[1]!.refuse(problem('unauthenticated'));
  await settle();
  assert.equal(at(), 'sign-in/asking');
  send('proved');
  await settle();
  assert.equal(asked[2]!.operation, 'confirmStepUp');
  asked[2]!.answer({});
  await settle();
  assert.equal(asked[3]!.operation, 'renameDevice');
  asked[3]!.answer(device);
  await runner.idle;
  assert.equal(at(), 'save/saved');
});

test('a proof that needs a proof is refused: it does not cut in on itself', async () => {
  const { asked, send, at } = onStage(saveFlow, { loadInterruption: async () => callingStepUp });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  send('proved');
  asked[1]!.refuse(problem('step_up_required'));
  await settle();
  assert.equal(at(), 'step-up/asking');
  send('proved');
  asked[2]!.answer({});
  await settle();
  assert.equal(asked[3]!.operation, 'renameDevice', 'one proof was under way, not one in another');
});

test('a flow that cut in ends when the state under it is left', async () => {
  let tell!: () => void;
  const vault = { state: { at: 'open' }, subscribe: (listener: () => void) => ((tell = listener), () => undefined) };
  const saving = saveFlow.states['saving']!;
  const flow = {
    ...saveFlow,
    states: {
      ...saveFlow.states,
      form: {
        ...saveFlow.states['form']!,
        on: { open: () => [{ at: 'saving' }, lookIntoVault, renameDevice] },
      },
      saving: { ...saving, on: { ...saving.on, vaultChanged: () => ({ at: 'saved' }) } },
    },
  } as unknown as typeof saveFlow;
  const stage = onStage(flow, { openVault: async () => ({ ...vault, look: async () => undefined }) as never });
  stage.send('open');
  await settle();
  stage.asked[0]!.refuse(problem('step_up_required'));
  await settle();
  assert.equal(stage.at(), 'step-up/asking');
  tell();
  assert.equal(stage.at(), 'save/saved');
});

test('while the account cannot be fetched, each attempt leads back to the same screen', async () => {
  const { asked, send, at } = onStage(accountFlow);
  await settle();
  for (const [nth, code] of (['offline', 'unavailable', 'forbidden_origin'] as const).entries()) {
    asked[nth]!.refuse(problem(code));
    await settle();
    assert.equal(at(), 'trouble/asking');
    send('proved');
    await settle();
  }
  asked[3]!.answer({});
  await settle();
  assert.equal(at(), 'account/loaded');
});

test('an account that cannot be fetched for want of a sign-in asks for that, however often', async () => {
  const { asked, send, at } = onStage(accountFlow);
  await settle();
  for (const nth of [0, 1]) {
    asked[nth]!.refuse(problem('unauthenticated'));
    await settle();
    assert.equal(at(), 'sign-in/asking');
    send('proved');
    await settle();
  }
  assert.equal(asked.length, 3);
});

test('a flow that cuts in knows why', async () => {
  const reasons: unknown[] = [];
  const { asked } = onStage(accountFlow, {
    loadInterruption: async (id) => {
      const flow = askingFlow(id);
      return { ...flow, start: (context) => (reasons.push(context.refusal), flow.start(context)) };
    },
  });
  await settle();
  asked[0]!.refuse(problem('rate_limited', { retryAfterMs: 1000 }));
  await settle();
  assert.deepEqual(reasons, [{ code: 'rate_limited', retryAfterMs: 1000 }]);
});

test('when the flow that should cut in cannot be loaded, the call is refused for that', async () => {
  const { runner, at } = await refusedWith('step_up_required', {
    loadInterruption: () => Promise.reject(new TypeError('Failed to fetch')),
  });
  assert.equal(at(), 'save/refused');
  assert.equal(runner.show().screen.heading, 'Refused for offline');
});

test('it is idle while it waits for a person who was cut in on', async () => {
  const { runner, send, asked, at } = onStage(saveFlow);
  await settle();
  send('save');
  const idle = runner.idle;
  asked[0]!.refuse(problem('step_up_required'));
  await idle;
  assert.equal(at(), 'step-up/asking');
  await runner.idle;
  send('proved');
  let isIdle = false;
  const later = runner.idle.then(() => (isIdle = true));
  await settle();
  assert.equal(isIdle, false, 'the call is under way again');
  asked[1]!.answer(device);
  await later;
  assert.equal(at(), 'save/saved');
});

test('stopping ends the flow that cut in, too', async () => {
  const { runner, send, asked, told } = await refusedWith('step_up_required');
  const before = [...told];
  runner.stop();
  send('proved');
  await settle();
  assert.equal(asked.length, 1);
  assert.deepEqual(told, before);
});

test('a stop while the flow that cuts in is being loaded shows nothing', async () => {
  let load!: () => void;
  const loaded = new Promise<void>((resolve) => (load = resolve));
  const { runner, send, asked, told } = onStage(saveFlow, {
    loadInterruption: async () => (await loaded, callingStepUp),
  });
  send('save');
  asked[0]!.refuse(problem('step_up_required'));
  await settle();
  const before = [...told];
  runner.stop();
  load();
  await settle();
  assert.deepEqual(told, before);
});
