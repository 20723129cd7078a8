import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notChangingAccount } from '../../src/contract/generated/account.ts';
import { problemCodes } from '../../src/contract/generated/problem-codes.ts';
import { operations, refusalsByStatus } from '../../src/contract/operations.ts';
import { isProblemCode } from '../../src/contract/problem-codes.ts';
import { everywhere, problems } from '../../src/contract/problems.ts';

test('each operation has an address of its own', () => {
  const addresses = operations.map(({ method, path }) => `${method} ${path}`);
  assert.equal(new Set(addresses).size, operations.length);
});

test('an address has a place for the id exactly when the input has one, and no other place; a pairing code is in no address', () => {
  for (const { name, path, input } of operations) {
    assert.equal(path.includes('{id}'), 'id' in input.shape && !path.startsWith('pairings'), name);
    assert.doesNotMatch(path.replace('{id}', ''), /[{}]|^\//, name);
  }
});

test('nothing is changed by a GET: what has a body or a proof is another method', () => {
  const reading = operations.filter(({ method }) => method === 'GET').map(({ name }) => name);
  assert.deepEqual(reading.sort(), ['getAccount', 'getOpenApi']);
  for (const { name, method, changes } of operations) assert.equal(changes === 'nothing', method === 'GET', name);
});

test('pages are told of every change of the account that a flow makes, and of nothing else', () => {
  // A mailbox is changed by no flow, and no flow asks for the document (`FlowOperation`).
  const called = operations.filter(({ changes, authority }) => changes !== 'mailbox' && authority !== 'none');
  for (const { name, changes } of called) assert.equal(!notChangingAccount.includes(name), changes === 'account', name);
  assert.deepEqual([...new Set(called.map(({ changes }) => changes))], ['nothing', 'account', 'proof']);
});

test('an operation that asks for a fresh proof says so in its problems, and no other does', () => {
  for (const { name, stepUp, problems: own } of operations) {
    assert.equal(own.includes('step_up_required'), stepUp === true, name);
  }
});

test('whatever begins something and takes no code itself says which operation completes it', () => {
  const named = new Set<string>(operations.map(({ name }) => name));
  for (const { name, confirmedBy } of operations) {
    const usual = name.replace('begin', 'confirm');
    assert.equal(confirmedBy, usual !== name && named.has(usual) ? usual : undefined, name);
  }
});

test('whatever takes a code can answer that it is wrong, too short or tried too often', () => {
  const takingCode = operations.filter(({ input }) => 'code' in input.shape);
  assert.equal(takingCode.length, 7);
  for (const { name, problems: own } of takingCode) {
    for (const code of ['invalid_code', 'wrong_length', 'attempts_exhausted'] as const) {
      assert.ok(own.includes(code), `${name}: ${code}`);
    }
  }
});

test('an operation does not list a problem twice, nor one that all have', () => {
  for (const { name, problems: own } of operations) {
    const all = [...everywhere, ...own];
    assert.equal(new Set(all).size, all.length, name);
  }
});

test('every operation says in one sentence what it does', () => {
  for (const { name, summary } of operations) {
    assert.match(summary.en, /^[A-Z].*[.?]$/, name);
    assert.match(summary.ja, /^[^A-Z].*。$/, name);
  }
});

test('a browser knows every code of the table; each has a status and a title in both languages', () => {
  assert.deepEqual(problemCodes, Object.keys(problems));
  for (const [code, { status, title }] of Object.entries(problems)) {
    assert.ok(status >= 400 && status < 600, code);
    assert.match(title.en, /^[A-Z].*\.$/, code);
    assert.match(title.ja, /。$/, code);
  }
});

test('every code of the list is answered by some operation', () => {
  const met = new Set([...everywhere, ...operations.flatMap(({ problems: own }) => own)]);
  assert.deepEqual(
    problemCodes.filter((code) => !met.has(code)),
    [],
  );
});

test('a text is a code of the list only when it is written exactly so', () => {
  assert.ok(isProblemCode('invalid_code'));
  for (const value of ['Invalid_code', 'invalid_code ', '', 'toString', undefined, null, 0, ['invalid_code']]) {
    assert.ok(!isProblemCode(value), String(value));
  }
});

test('the refusals of an operation are sorted under the status that each is answered with', () => {
  for (const operation of operations) {
    const sorted = [...refusalsByStatus(operation)];
    for (const [status, codes] of sorted) for (const code of codes) assert.equal(problems[code].status, status);
    assert.equal(sorted.flatMap(([, codes]) => codes).length, everywhere.length + operation.problems.length);
  }
});
