import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Secret } from '../../src/core/secret.ts';
import { listOf, nextOf, screenOf, startOf } from '../../src/flows/machine/machine.ts';
import { reader } from '../../src/flows/reading/reader.ts';
import type {
  Lens,
  News,
  ReaderContext,
  ReaderEffect,
  ReaderEvent,
  ReaderState,
} from '../../src/flows/reading/reader-state.ts';

import { readerStates } from '../support/reader-states.ts';

const context: ReaderContext = { locale: 'en', first: 'camera', canShareScreen: true, isBusy: false };
const lens: Lens = { devices: [], deviceId: undefined, torch: 'none' };
const [one, two] = [new Secret('one'), new Secret('two')];
const file = new File([], 'picture.png');

/** Takes the reader through events; the effects are those of the last one. */
function play(...events: ReaderEvent[]): { state: ReaderState; effects: ReaderEffect[]; told: string[]; news: string } {
  let [state, ...effects] = listOf(startOf(reader, context)) as [ReaderState, ...ReaderEffect[]];
  for (const event of events) {
    const next = nextOf(reader, state, event, context);
    assert.ok(next, `${state.at} has no entry for ${event.type}`);
    [state, ...effects] = listOf(next) as [ReaderState, ...ReaderEffect[]];
  }
  const told = effects.flatMap((effect) =>
    effect.effect === 'tell' ? effect.sources.map((source) => String(source.reveal())) : [],
  );
  return { state, effects, told, news: screenOf(reader, state, context).news.join(' ') };
}
const namesOf = (effects: ReaderEffect[]): string[] => effects.map(({ effect }) => effect);

const start: ReaderEvent = { type: 'startedCamera' };
const opened: ReaderEvent = { type: 'cameraOpened', lens };
const saw = (...texts: Secret[]): ReaderEvent => ({ type: 'saw', texts });
const bring: ReaderEvent = { type: 'brought', files: [file], text: '' };
const read = (...sources: Secret[]): ReaderEvent => ({ type: 'fileRead', sources, news: { at: 'read' } });
const searched: ReaderEvent = { type: 'searched', progress: undefined };

test('opening it does nothing, and asks for no camera', () => {
  assert.deepEqual(play().effects, []);
});

test('files are searched while the camera goes on; each tells for itself', () => {
  const both = play(start, opened, bring, saw(one), read(two));
  assert.equal(both.state.at, 'filming');
  assert.deepEqual(play(start, opened, bring, saw(one), read(two), searched).told, ['two']);
  assert.deepEqual(play(start, opened, bring, saw(one), read(two), { type: 'gathered' }).told, ['one']);
});

for (const event of [
  { type: 'stopped' },
  { type: 'stoppedCamera' },
  { type: 'cameraEnded' },
  { type: 'openedWay', way: 'text' },
  { type: 'startedCamera', deviceId: 'another' },
] satisfies ReaderEvent[])
  test(`what both have read by then is told once at ${event.type}`, () => {
    const { told, effects, state } = play(start, opened, bring, saw(one), read(two), event);
    assert.deepEqual(told.sort(), ['one', 'two']);
    assert.deepEqual(namesOf(effects).slice(0, 2), ['end', 'tell']);
    assert.equal(state.search, null);
    assert.ok(!('seen' in state) || !state.seen.length);
  });

test('off the page everything ends, nothing is told, and the way stays open', () => {
  const { state, effects } = play(start, opened, bring, saw(one), { type: 'left' });
  assert.deepEqual(namesOf(effects), ['end', 'forget']);
  assert.equal(state.at, 'camera');
});

test('codes are waited for once, from the first one on', () => {
  assert.deepEqual(namesOf(play(start, opened, saw(one)).effects), ['gather']);
  assert.deepEqual(namesOf(play(start, opened, saw(one), saw(two)).effects), []);
  assert.deepEqual(play(start, opened, saw(one), saw(two), { type: 'gathered' }).told, ['one', 'two']);
});

test('what a camera sees before the browser has said all about it is kept, and is told even where it then fails', () => {
  const { state, news } = play(start, saw(one), opened);
  assert.equal(news, 'QR code read');
  assert.ok('seen' in state && state.seen.length === 1);
  const failed = play(start, saw(one), { type: 'cameraFailed', why: 'busy' });
  assert.equal(failed.state.at, 'refused');
  assert.deepEqual(failed.told, ['one']);
});

test('the same is said once of several pictures, and of codes of one text how many are there', () => {
  const part: ReaderEvent = { type: 'fileRead', sources: [], news: { at: 'part' } };
  assert.equal(play(bring, read(one), read(two), searched).news, 'QR code read');
  assert.equal(
    play(bring, part, part, { type: 'searched', progress: { read: 2, of: 3 } }).news,
    '2 of 3 QR codes read. Show the next QR code. The order does not matter.',
  );
  assert.equal(play(bring, part, read(one), { type: 'searched', progress: { read: 3, of: 3 } }).news, 'QR code read');
});

test('a second search waits for the first, and nothing is taken while the flow looks', () => {
  const begun = play(bring);
  assert.deepEqual(play(bring, bring).effects, []);
  assert.deepEqual(play({ type: 'openedWay', way: 'screen' }, { type: 'sharedWindow' }, bring).effects, []);
  for (const event of [bring, { type: 'brought', files: [], text: 'one' } satisfies ReaderEvent])
    assert.deepEqual(listOf(nextOf(reader, begun.state, event, { ...context, isBusy: true })!), [begun.state]);
});

test('the light is on when the camera has said so', () => {
  const withTorch: ReaderEvent = { type: 'cameraOpened', lens: { ...lens, torch: 'off' } };
  assert.deepEqual(play(start, withTorch, { type: 'pressedTorch' }).effects, [{ effect: 'set-torch', isOn: true }]);
  const { state } = play(start, withTorch, { type: 'pressedTorch' }, { type: 'torchSet', isOn: true });
  assert.equal(state.at === 'filming' && state.lens.torch, 'on');
});

test('the stories show every state, and everything there is to say', () => {
  const shown = Object.values(readerStates);
  assert.deepEqual(new Set(shown.map(({ at }) => at)), new Set(Object.keys(reader.states)));
  const said: Record<News['at'], true> = {
    looking: true,
    read: true,
    taken: true,
    'file-taken': true,
    stopped: true,
    'camera-off': true,
    'screen-denied': true,
    'screen-stopped': true,
    'not-loaded': true,
    'text-too-long': true,
    'next-part': true,
    parts: true,
    'file-too-large': true,
    'picture-too-large': true,
    'picture-not-a-picture': true,
    'picture-no-code': true,
    'picture-moves': true,
  };
  assert.deepEqual(new Set(shown.flatMap(({ news }) => news.map(({ at }) => at))), new Set(Object.keys(said)));
});
