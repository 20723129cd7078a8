import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MfaError } from '../../src/contract/mfa-error.ts';
import { operations } from '../../src/contract/operations.ts';
import { secret } from '../../src/contract/secret-shape.ts';
import { int, readShape, text, time, type Shape } from '../../src/contract/shape.ts';
import { Secret } from '../../src/core/secret.ts';
import { answerSamples, canary, shapes } from '../flows/samples.ts';

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };
type Path = (string | number)[];

const isAccepted = (shape: Shape, value: unknown): boolean => {
  try {
    readShape(shape, value);
    return true;
  } catch (error) {
    assert.ok(error instanceof MfaError && error.problem.code === 'bad_answer');
    return false;
  }
};

/** Every place in a value, the whole first. */
const placesIn = (value: Json, path: Path = []): Path[] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, member]) => placesIn(member as Json, [...path, name]))
    : []),
];

/** A copy of `value` with another thing at `path`; `undefined` takes a member away (JSON has no holes in lists). */
function withOther(value: Json, [name, ...rest]: Path, other: Json | undefined): Json {
  if (name === undefined) return other as Json;
  const copy = structuredClone(value) as { [member: string]: Json };
  if (rest.length === 0 && other === undefined && !Array.isArray(copy)) delete copy[name];
  else copy[name] = withOther(copy[name]!, rest, other);
  return copy;
}

/** One of each JSON type, and texts and numbers that are none of what a contract asks for. */
const others: (Json | undefined)[] = [undefined, null, true, 0, 1.5, 2 ** 60, '', 'x', [], {}, [0], { x: 0 }];
const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : Number.isSafeInteger(value) ? 'whole' : typeof value;
const at = (value: Json, path: Path): unknown =>
  path.reduce<unknown>((inner, name) => (inner as { [member: string]: unknown })[name], value);

/** Operations whose answer says anything: of `{}` nothing is read, and the document of the contract is not read at all. */
const telling = operations.filter(({ name }) => Object.keys(shapes[name]).length > 0 && name !== 'getOpenApi');
const samplesOf = (name: keyof typeof answerSamples): Json[] =>
  answerSamples[name]({ method: 'mail', name: 'x' } as never) as unknown as Json[];

/** Without devices of a kind that nobody knows, and without words that are none. */
function withoutOtherKinds(value: Json, name?: string): Json {
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const { kind } = (item ?? {}) as { kind?: Json };
      const isOther =
        (name === 'devices' && kind !== 'smartphone' && kind !== 'browser') ||
        (name === 'methods' && typeof item !== 'string');
      return isOther ? [] : [withoutOtherKinds(item)];
    });
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([each, member]) => [each, withoutOtherKinds(member, each)]));
}

for (const { name, output } of telling) {
  test(`the browser takes the same answers of ${name} as zod, and refuses those with a member missing or of another type`, () => {
    let refused = 0;
    for (const sample of samplesOf(name)) {
      assert.ok(isAccepted(shapes[name], sample));
      for (const path of placesIn(sample)) {
        for (const other of others) {
          // Within a type the browser is more lenient: lengths, ranges and patterns are the back end's affair.
          const there = at(sample, path);
          if (typeOf(other) === typeOf(there) || (there === null && other === '')) continue;
          // A word of an enumeration is any text.
          if (path.at(-1) === 'platform' && typeof other === 'string') continue;
          const value = withOther(sample, path, other);
          const fits = (each: Json) => output.safeParse(withoutOtherKinds(each)).success;
          // A member that may be missing may be null as well.
          const expected = fits(value) || (other === null && fits(withOther(sample, path, undefined)));
          assert.equal(isAccepted(shapes[name], value), expected, `${path.join('.')} = ${JSON.stringify(other)}`);
          if (!expected) refused++;
        }
      }
    }
    assert.ok(refused > 5);
  });
}

test('whatever zod takes, the browser takes: no answer of a right back end is refused', () => {
  for (const { name, output } of telling) {
    for (const sample of samplesOf(name)) {
      for (const path of placesIn(sample)) {
        for (const other of [...others, 'mail', 'app', 'browser', '2026-02-03T04:05:06.789Z', 'SHA512', 7]) {
          const value = withOther(sample, path, other);
          if (output.safeParse(value).success) assert.ok(isAccepted(shapes[name], value), `${name} ${path.join('.')}`);
        }
      }
    }
  }
});

test('an empty key and a time that is none are refused', () => {
  assert.ok(!isAccepted(secret, ''));
  assert.ok(!isAccepted(time, 'yesterday'));
});

test('members that the contract does not know are left behind', () => {
  assert.deepEqual(readShape({ id: text }, { id: 'a', isAdmin: true, __proto__: { x: 1 } }), { id: 'a' });
});

test('a member that may be missing may be null as well, and is read where it is there', () => {
  const shape: Shape = { until: [time, 0], offers: [[text], 0] };
  assert.deepEqual(readShape(shape, {}), { until: undefined, offers: undefined });
  assert.deepEqual(readShape(shape, { until: null, offers: ['a'] }), { until: null, offers: ['a'] });
  assert.ok(!isAccepted(shape, { until: 'soon' }));
  assert.ok(!isAccepted(shape, { offers: 'a' }));
  assert.ok(!isAccepted({ until: [time, null] }, {}));
});

test('a member inherited from elsewhere does not make up for a missing one', () => {
  assert.ok(!isAccepted({ constructor: text }, {}));
});

test('secrets come wrapped, wherever they are, and nothing else does', () => {
  const [sample] = samplesOf('beginApp');
  const answer = readShape(shapes.beginApp, sample) as { id: string; key: { secret: Secret; uri: Secret } };
  assert.ok(answer.key.secret instanceof Secret && answer.key.uri instanceof Secret);
  assert.equal(answer.key.secret.reveal(), canary.key);
  assert.equal(answer.id, 'a1');
  assert.ok(!JSON.stringify(answer).includes(canary.key));
});

const list: Shape = [{ id: text, kind: text }, 'smartphone|browser'];
const phone = { id: 'd1', kind: 'smartphone' };

test('a thing of a kind that nobody knows is read where it can be, and else costs itself only', () => {
  assert.deepEqual(readShape(list, [phone, { id: 'd2', kind: 'tablet' }]), [phone, { id: 'd2', kind: 'tablet' }]);
  for (const other of [{ kind: 'phone', serial: 7 }, { type: 'passkey' }, 'd2', 2, null])
    assert.deepEqual(readShape(list, [other, phone]), [phone], JSON.stringify(other));
  assert.deepEqual(readShape([text, ''], ['mail', { method: 'passkey' }, 'app']), ['mail', 'app']);
});

test('a thing of a kind that is known has what the contract says; no secret is left out without a word', () => {
  assert.ok(!isAccepted(list, [phone, { kind: 'browser' }]));
  assert.ok(!isAccepted(list, { 0: phone }));
  assert.ok(!isAccepted([{ index: int }], [{ message: 'x' }]));
  assert.ok(!isAccepted([secret], ['1618033988', 1414213562]));
});

test('the error of an answer that does not fit holds nothing of the answer', () => {
  const broken = { ...(samplesOf('beginApp')[0] as object), kind: 7 };
  assert.throws(
    () => readShape(shapes.beginApp, broken),
    (error: Error) => !`${error.message} ${error.stack} ${JSON.stringify(error)}`.includes(canary.key),
  );
});
