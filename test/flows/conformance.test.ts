import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../../src/contract/operations.ts';
import { interruptions } from '../../src/flow-table/interruptions.ts';
import { allFlows, keyReader } from './all-flows.ts';
import { conformAll, isTransfer, isTranslated } from './conform.ts';
import { missing, speakOnly } from './missing-words.ts';
import { accounts, answerSamples, contexts } from './samples.ts';
import { textsOf } from './texts.ts';
import { offered, walk } from './walk.ts';

test('the samples that the walk answers are answers of the contract', () => {
  for (const { name, input, output } of operations) {
    const given = {
      id: 'K7QM2XRA',
      seat: 's'.repeat(22),
      name: 'x',
      method: 'mail',
      code: '123456',
      message: 'c2VhbGVk',
      kind: 'browser',
      address: 'a@b.jp',
    };
    const samples = answerSamples[name](input.parse(given) as never);
    assert.ok(samples.length, name);
    for (const sample of samples) assert.deepEqual(output.parse(sample), sample, name);
  }
  assert.ok(Object.keys(accounts.shared).length >= 7);
});

conformAll([...allFlows.filter((flow) => !isTransfer(flow)), keyReader], { share: false });

test('a message of a chunk that is not loaded is noticed', async () => {
  await speakOnly('ja', ['frame']);
  const flow = await (interruptions['step-up'].flow as () => Promise<Parameters<typeof walk>[0]>)();
  const { nodes } = walk(flow, { ...contexts['computer']!, locale: 'ja' });
  assert.ok(nodes.some(({ screen }) => textsOf(screen, 'ja').some((text) => text.includes(missing))));
});

test('the check for translated texts tells other languages from English', () => {
  assert.deepEqual(
    ['Type the code', '6-digit code', 'コードを入力', '123 456', 'Google Authenticator'].map(isTranslated),
    [false, false, true, true, true],
  );
  assert.equal(offered({ kind: 'wait', heading: '…' }).length, 0);
});
