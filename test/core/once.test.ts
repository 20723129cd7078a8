import assert from 'node:assert/strict';
import test from 'node:test';
import { Once } from '../../src/core/once.ts';

test('it is made once, for all who ask meanwhile and afterwards', async () => {
  let times = 0;
  const once = new Once(async () => ++times);
  assert.deepEqual(await Promise.all([once.get(), once.get()]), [1, 1]);
  assert.equal(await once.get(), 1);
});

test('after a failure it is made again', async () => {
  let times = 0;
  const once = new Once(async () => {
    if (++times === 1) throw new Error('not this time');
    return times;
  });
  await assert.rejects(once.get(), /not this time/);
  assert.equal(await once.get(), 2);
});

test('what was forgotten is made again, and its late failure forgets nothing newer', async () => {
  const failures: ((error: Error) => void)[] = [];
  let times = 0;
  const once = new Once(
    () => new Promise<number>((resolve, reject) => (times++ ? resolve(times) : failures.push(reject))),
  );
  void once.get().catch(() => undefined);
  const first = once.forget();
  assert.ok(first);
  assert.equal(await once.get(), 2);
  failures[0]!(new Error('too late'));
  await assert.rejects(first);
  assert.equal(await once.get(), 2);
  assert.equal(once.forget() && once.forget(), undefined);
});
