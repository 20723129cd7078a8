import assert from 'node:assert/strict';
import test from 'node:test';
import { objection, packageObjection, roomOf, type Room } from './layers.ts';

const refused: [from: Room, to: Room, typeOnly: boolean][] = [
  ['contract', 'client', false],
  ['client', 'qr', true],
  ['flows', 'client', true],
  ['flows', 'runner', true],
  ['runner', 'client', false],
  ['theme', 'elements', true],
  ['elements', 'server', true],
  ['server', 'profiles', false],
  ['server', 'server/demo', true],
  ['server/demo', 'elements', true],
];

const allowed: [from: Room, to: Room, typeOnly: boolean][] = [
  ['contract', 'core', false],
  ['flows', 'apps', false],
  ['flows', 'profiles', false],
  ['runner', 'client', true],
  ['elements', 'client', false],
  ['server', 'contract', false],
  ['server/demo', 'profiles', false],
];

test('the rule of the rows refuses what the house forbids', () => {
  assert.deepEqual(
    refused.filter((each) => objection(...each) === null),
    [],
  );
});

test('the rule of the rows allows what the house is made of', () => {
  assert.deepEqual(
    allowed.filter((each) => objection(...each) !== null),
    [],
  );
});

test('Lit stays with the elements and Node stays with the server', () => {
  assert.ok(packageObjection('runner', 'lit'));
  assert.ok(packageObjection('client', 'node:crypto'));
  assert.equal(packageObjection('elements', 'lit/directives/live.js'), null);
});

test('a room without a row is noticed', () => {
  assert.throws(() => roomOf('src/attic/box.ts'), /without a row/);
});
