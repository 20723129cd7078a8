import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readKeys, type Reading } from '../../src/importers/index.ts';
import { account, bytesOf, issuer, key, locked, lockedAegis, lockedBitwarden, lockedEnte, plain } from './vectors.ts';

function expectAccount(reading: Reading, format: string): void {
  assert.equal(reading.at, 'read', JSON.stringify(reading));
  if (reading.at !== 'read') return;
  assert.equal(reading.format, format);
  const [entry] = reading.entries;
  assert.deepEqual([entry?.issuer, entry?.account, entry?.key.secret.reveal()], [issuer, account, key]);
  assert.deepEqual([entry?.key.algorithm, entry?.key.digits, entry?.key.periodS], ['SHA1', 6, 30]);
}

for (const [name, { format, source }] of Object.entries(plain)) {
  test(`${name}: the account is read, and the one that is not for us is named`, async () => {
    const reading = await readKeys(source);
    expectAccount(reading, format);
    assert.equal(reading.at === 'read' && reading.entries.length, 1);
    const why = format === 'lastpass' ? 'algorithm' : 'not-time-based';
    assert.deepEqual(reading.at === 'read' && reading.rejected.map((one) => one.why), [why]);
  });

  test(`${name}: recognised as bytes, with a byte order mark, in UTF-16 and with blanks around`, async () => {
    expectAccount(await readKeys(bytesOf(source)), format);
    expectAccount(await readKeys(bytesOf(`\ufeff${source}\r\n\r\n`)), format);
    expectAccount(await readKeys(`\ufeff \n${source} \r\n`), format);
    const utf16 = Buffer.from(`\ufeff${source}`, 'utf16le');
    expectAccount(await readKeys(bytesOf(utf16)), format);
    expectAccount(await readKeys(bytesOf(utf16.subarray(2))), format);
    expectAccount(await readKeys(bytesOf(Buffer.from(utf16).swap16())), format);
  });
}

const password = 'パスワード 京都 é 🔑';

for (const [name, { format, lock }] of Object.entries(locked)) {
  test(`${name}: a password opens it, another does not, and without one it is asked for`, async () => {
    const source = lock(password);
    // andOTP's older files have no mark.
    const guess = name.includes('before') ? ({ isGuess: true } as const) : {};
    assert.deepEqual(await readKeys(source), { at: 'locked', format, isWrong: false, ...guess });
    assert.deepEqual(await readKeys(source, { password: '' }), { at: 'locked', format, isWrong: false, ...guess });
    assert.deepEqual(await readKeys(source, { password: 'another' }), {
      at: 'locked',
      format,
      isWrong: true,
      ...guess,
    });
    expectAccount(await readKeys(source, { password }), format);
  });
}

test('a vault without a password slot cannot be opened here', async () => {
  const reading = await readKeys(lockedAegis(password, undefined, [2]), { password });
  assert.deepEqual(reading, { at: 'unreadable', why: 'unsupported', format: 'aegis' });
});

for (const [name, cost] of Object.entries({
  'too much memory': { n: 2 ** 21, r: 8, p: 1 },
  'too many rounds': { n: 2 ** 17, r: 8, p: 16 },
  'no power of two': { n: 1000, r: 8, p: 1 },
  nothing: { n: 0, r: 0, p: 0 },
})) {
  test(`a vault that asks for ${name} is refused before any work`, async () => {
    const source = lockedAegis(password, cost.n === 1000 || !cost.n ? undefined : cost);
    const hostile = source.replaceAll('"n":1024', `"n":${cost.n}`).replaceAll('"r":8', `"r":${cost.r}`);
    const progress: number[] = [];
    const reading = await readKeys(hostile, { password, onProgress: (done) => progress.push(done) });
    assert.deepEqual(reading, { at: 'unreadable', why: 'broken', format: 'aegis' });
    assert.deepEqual(progress, []);
  });
}

test('slots are tried in turn: together they may cost what one may', async () => {
  const slots = (count: number, n: number) => lockedAegis('x', { n, r: 8, p: 1 }, new Array<number>(count).fill(1));
  const hostile = slots(1, 1024).replaceAll('"n":1024', `"n":${2 ** 17}`);
  const file = JSON.parse(hostile) as { header: { slots: object[] } };
  file.header.slots = new Array<object>(5).fill(file.header.slots[0]!);
  const progress: number[] = [];
  const reading = await readKeys(JSON.stringify(file), { password, onProgress: (done) => progress.push(done) });
  assert.deepEqual([reading, progress], [{ at: 'unreadable', why: 'broken', format: 'aegis' }, []]);
  assert.equal((await readKeys(slots(17, 1024), { password: 'x' })).at, 'read');
});

test('an export of Ente that a person changed does not open, and says so', async () => {
  const file = JSON.parse(lockedEnte) as Record<string, string>;
  const data = file.encryptedData!;
  for (const encryptedData of [`B${data.slice(1)}`, `${data.slice(0, 40)}A${data.slice(41)}`, data.slice(0, -8)]) {
    const reading = await readKeys(JSON.stringify({ ...file, encryptedData }), { password });
    assert.deepEqual(reading, { at: 'locked', format: 'ente', isWrong: true });
  }
  const large = { ...file, kdfParams: { memLimit: 2 ** 33, opsLimit: 4, salt: 'AAAAAAAAAAAAAAAAAAAAAA==' } };
  assert.deepEqual(await readKeys(JSON.stringify(large), { password }), {
    at: 'unreadable',
    why: 'unsupported',
    format: 'ente',
  });
});

for (const kdf of [
  { kdfType: 0, kdfIterations: 10_000_001, kdfMemory: null, kdfParallelism: null },
  { kdfType: 1, kdfIterations: 20_000, kdfMemory: 64, kdfParallelism: 4 },
  { kdfType: 1, kdfIterations: 1_000_000, kdfMemory: 1, kdfParallelism: 1 },
  { kdfType: 1, kdfIterations: 20_000, kdfMemory: 4096, kdfParallelism: 4 },
  { kdfType: 2, kdfIterations: 20_000, kdfMemory: 4096, kdfParallelism: 4 },
] as unknown as Parameters<typeof lockedBitwarden>[1][]) {
  test(`an export that asks for ${Object.values(kdf).join(', ')} is refused before any work`, async () => {
    const reading = await readKeys(lockedBitwarden(password, kdf), { password });
    assert.deepEqual(reading, { at: 'unreadable', why: 'broken', format: 'bitwarden' });
  });
}

test('progress rises from 0 to 1 over all slots of a vault', async () => {
  const progress: number[] = [];
  await readKeys(lockedAegis(password), { password, onProgress: (done) => progress.push(done) });
  assert.ok(progress.length > 10 && progress.length <= 202);
  assert.deepEqual(
    progress.toSorted((one, other) => one - other),
    progress,
  );
  assert.equal(progress.at(-1), 1);
});

test('work that is stopped rejects with the reason, and stops', async () => {
  const controller = new AbortController();
  const reason = new Error('The person left.');
  let calls = 0;
  const reading = readKeys(lockedAegis(password, { n: 32_768, r: 8, p: 1 }), {
    password,
    signal: controller.signal,
    onProgress: () => {
      calls++;
      controller.abort(reason);
    },
  });
  await assert.rejects(reading, reason);
  const before = calls;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(calls, before);
});

test('what was stopped before it began rejects, too', async () => {
  const reason = new Error('Too late.');
  await assert.rejects(readKeys(plain.Aegis!.source, { signal: AbortSignal.abort(reason) }), reason);
});
