import assert from 'node:assert/strict';
import test from 'node:test';
import { listOf } from '../../src/core/machine.ts';
import { machineOf } from '../../src/core/machine-of.ts';

/** A door: as small as a machine can be. Its states have members that a list has, too. */
type State = { at: 'shut'; length: number } | { at: 'open' };
type Event = { type: 'pushed'; hard: boolean } | { type: 'pulled' };
type Effect = { effect: 'creak'; loud: boolean };

const { define, go } = machineOf<State, Event, Effect>();
const next = define({
  shut: {
    pushed: (state, { hard }) => (hard ? go({ at: 'open' }, { effect: 'creak', loud: true }) : state),
  },
  open: { pulled: () => ({ at: 'shut', length: 2 }) },
});

test('a reaction leads to the next state, alone or with what is to be done', () => {
  assert.deepEqual(next({ at: 'shut', length: 1 }, { type: 'pushed', hard: true }), [
    { at: 'open' },
    { effect: 'creak', loud: true },
  ]);
  assert.deepEqual(next({ at: 'open' }, { type: 'pulled' }), [{ at: 'shut', length: 2 }]);
});

test('an event that a state does not know leaves it as it is', () => {
  const state: State = { at: 'open' };
  const [after, ...effects] = next(state, { type: 'pushed', hard: true });
  assert.equal(after, state);
  assert.deepEqual(effects, []);
});

test('a state is no list, whatever its members are', () => {
  const state: State = { at: 'shut', length: 3 };
  assert.deepEqual(listOf<State, Effect>(state), [state]);
});

// What must not compile: `npm run check` runs the compiler over this file, and it fails where one of these does.

// @ts-expect-error A state has no reactions.
define({ open: {} });

// @ts-expect-error No event has this name.
define({ shut: {}, open: { kicked: (state: State) => state } });

// @ts-expect-error A reaction leads to a state that is none.
define({ shut: { pulled: () => ({ at: 'ajar' }) }, open: {} });

// @ts-expect-error It wants something done that nobody does.
go({ at: 'open' }, { effect: 'slam' });
