import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../../src/contract/types.ts';
import { hostOf, type Fragment } from '../../src/flows/machine/host.ts';
import { listOf, nextOf, screenOf, startOf, type Refused } from '../../src/flows/machine/machine.ts';
import { contexts } from './samples.ts';

/** A fragment that asks for a name, and a host around it: as small as they can be. */
type Naming = { at: 'naming'; kept: string } | { at: 'saving'; kept: string };
type NamingEvent =
  { type: 'named'; value: string } | { type: 'saved'; answer: Answer<'renameDevice'> } | { type: 'left' } | Refused;
type NamingExit = { exit: 'done'; kept: string; name: string } | { exit: 'left'; kept: string };

const { go: goNaming } = hostOf<Naming, NamingEvent, NamingExit>();
const screen = () => ({ kind: 'notice' as const, heading: 'Name' });

const naming: Fragment<Naming, NamingEvent, NamingExit> = {
  states: {
    naming: {
      screen,
      on: {
        named: ({ kept }, { value }) =>
          value
            ? goNaming({ exit: 'done', kept, name: value }, { effect: 'complete' })
            : goNaming(
                { at: 'saving', kept },
                { effect: 'call', operation: 'renameDevice', input: { id: 'd', name: 'x' }, then: 'saved' },
              ),
        left: ({ kept }) => ({ exit: 'left', kept }),
      },
    },
    saving: { busyOn: 'naming', screen, on: { refused: ({ kept }) => ({ at: 'naming', kept }) } },
  },
};

/** With members that a transition or an exit has, too. */
type State = Naming | { at: 'end'; to: string; run: string[]; exit: string };
type Event = NamingEvent | { type: 'back' };
const { define, embed, go } = hostOf<State, Event>();
const end = (name: string): State => ({ at: 'end', to: name, run: [], exit: 'done' });

const flow = define({
  id: 'sample',
  start: () => ({ at: 'naming', kept: 'k' }),
  states: {
    ...embed(naming, {
      done: ({ name }) => go(end(name), { effect: 'stop' }),
      left: ({ kept }, { mode }) => end(`${kept} ${mode}`),
    }),
    end: { screen, on: { back: (state) => state } },
  },
});

const context = contexts['computer']!;
const after = (state: object, event: object) => listOf(nextOf(flow, state as never, event as never, context)!);

test('a state of a fragment leads on inside of it, with its effects', () => {
  const [to, ...run] = after({ at: 'naming', kept: 'k' }, { type: 'named', value: '' });
  assert.deepEqual(to, { at: 'saving', kept: 'k' });
  assert.deepEqual(
    run.map(({ effect }) => effect),
    ['call'],
  );
});

test('an exit leads where the host says; the effects of both are done, those of the fragment first', () => {
  const [to, ...run] = after({ at: 'naming', kept: 'k' }, { type: 'named', value: 'Phone' });
  assert.deepEqual(to, end('Phone'));
  assert.deepEqual(
    run.map(({ effect }) => effect),
    ['complete', 'stop'],
  );
});

test('an exit knows the context', () => {
  assert.deepEqual(after({ at: 'naming', kept: 'k' }, { type: 'left' }), [end('k backed')]);
});

test('a state with the members of a transition or of an exit is a state all the same', () => {
  assert.deepEqual(after(end('x'), { type: 'back' }), [end('x')]);
  assert.equal(screenOf(flow, end('x') as never, context).heading, 'Name');
});

test('a fragment inside a fragment leads its exits through both', () => {
  type Outer = Naming;
  type OuterExit = { exit: 'over'; name: string };
  const outer: Fragment<Outer, NamingEvent, OuterExit> = {
    states: hostOf<Outer, NamingEvent, OuterExit>().embed(naming, {
      done: ({ name }) => ({ exit: 'over', name }),
      left: ({ kept }) => ({ at: 'naming', kept: `${kept} again` }),
    }),
  };
  const host = define({
    id: 'outer',
    start: () => ({ at: 'naming', kept: 'k' }),
    states: { ...embed(outer, { over: ({ name }) => end(name) }), end: { screen, on: {} } },
  });
  const next = (event: object) => nextOf(host, { at: 'naming', kept: 'k' } as never, event as never, context);
  assert.deepEqual(listOf(next({ type: 'named', value: 'Phone' })!)[0], end('Phone'));
  assert.deepEqual(listOf(next({ type: 'left' })!)[0], { at: 'naming', kept: 'k again' });
});

// What must not compile: `npm run check` runs the compiler over this file, and it fails where one of these does.

const withoutBack = hostOf<State, Exclude<Event, { type: 'saved' }>>();
// @ts-expect-error An event of the fragment is missing from the host's.
withoutBack.embed(naming, { done: () => end(''), left: () => end('') });

// @ts-expect-error An exit leads nowhere.
embed(naming, { done: () => end('') });

// @ts-expect-error The fragment has no such exit.
embed(naming, { done: () => end(''), left: () => end(''), lost: () => end('') });

// @ts-expect-error An exit leads to a state that the host does not have.
embed(naming, { done: () => ({ at: 'nowhere' }), left: () => end('') });

const withoutSaving = hostOf<Exclude<State, { at: 'saving' }>, Event>();
// @ts-expect-error A state of the fragment is missing from the host's.
withoutSaving.embed(naming, { done: () => end(''), left: () => end('') });

define({
  id: 'incomplete',
  start: () => end(''),
  // @ts-expect-error A state has no entry.
  states: { ...embed(naming, { done: () => end(''), left: () => end('') }) },
});

define({
  id: 'exits',
  // @ts-expect-error A flow has no exits.
  start: () => ({ exit: 'done' }),
  states: {
    ...embed(naming, { done: () => end(''), left: () => end('') }),
    end: { screen, on: { back: (state) => state } },
  },
});

define({
  id: 'events',
  start: () => end(''),
  states: {
    ...embed(naming, { done: () => end(''), left: () => end('') }),
    // @ts-expect-error No event has this name.
    end: { screen, on: { forward: (state: State) => state } },
  },
});

// @ts-expect-error Nobody takes the answer: the event carries another one.
go(end(''), { effect: 'call', operation: 'getAccount', input: {}, then: 'saved' });

// @ts-expect-error Nobody takes the answer: there is no such event.
go(end(''), { effect: 'call', operation: 'getAccount', input: {}, then: 'loaded' });

// @ts-expect-error Nobody takes what comes of the vault.
go(end(''), { effect: 'vault', operation: 'open', input: {}, then: 'back' });

// @ts-expect-error A flow is told what it does not know.
go(end(''), { effect: 'hand-over', flow: 'devices', input: { anew: {} } });

// @ts-expect-error This flow is told nothing.
go(end(''), { effect: 'hand-over', flow: 'overview', input: { deviceId: 'd' } });

const ofDevice = hostOf<{ at: 'only' }, { type: 'never' }, never, { deviceId?: number }>();
ofDevice.define({
  // @ts-expect-error The flow reads what those who hand over to it do not tell it.
  id: 'devices',
  start: () => ({ at: 'only' }),
  states: { only: { screen, on: {} } },
});

/** A machine that is no flow: it speaks of a lamp. */
interface OfLamp {
  context: { locale: 'en'; isDark: boolean };
  effect: { effect: 'light' };
  screen: string;
}
const lamp = hostOf<{ at: 'off' } | { at: 'on' }, { type: 'pressed' }, never, unknown, OfLamp>();
const machine = lamp.define({
  id: 'lamp',
  start: ({ isDark }) => (isDark ? lamp.go({ at: 'on' }, { effect: 'light' }) : { at: 'off' }),
  states: {
    off: { screen: () => 'off', on: { pressed: () => lamp.go({ at: 'on' }, { effect: 'light' }) } },
    on: { screen: () => 'on', on: { pressed: () => ({ at: 'off' }) } },
  },
});

test('a machine of another dialect says what it wants done, and shows, in its own words', () => {
  const dark = { locale: 'en', isDark: true } as const;
  const [to, ...run] = listOf(startOf(machine, dark));
  assert.deepEqual([to, run, screenOf(machine, to, dark)], [{ at: 'on' }, [{ effect: 'light' }], 'on']);
});

// @ts-expect-error A flow is completed; a lamp is not.
lamp.go({ at: 'on' }, { effect: 'complete' });

lamp.define({
  id: 'lamp',
  start: () => ({ at: 'off' }),
  // @ts-expect-error A screen of another dialect.
  states: { off: { screen, on: {} }, on: { screen: () => 'on', on: {} } },
});

// @ts-expect-error Whoever runs it has to know what it knows.
startOf(machine, { locale: 'en' });
