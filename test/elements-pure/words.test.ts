import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowSource } from '../../src/elements/flow-source.ts';
import { usualSources } from '../../src/elements/flow-sources.ts';
import { guideSources, moreSources } from '../../src/elements/more-flow-sources.ts';
import { interruptions } from '../../src/elements/interruptions.ts';
import { screenOf } from '../../src/flows/machine.ts';
import { chunks, type ChunkName } from '../support/chunks.ts';
import { addTemplates, type Templates } from '../../src/localization/msg.ts';
import { contexts, fewAccounts, cutInContexts } from '../flows/samples.ts';
import { textsOf } from '../flows/texts.ts';
import { walk } from '../flows/walk.ts';

const missing = '∅';
const templatesOf = async (name: ChunkName): Promise<Templates> => (await chunks.ja[name]()).templates;

/** Japanese with the words of these chunks only; every other message is a sign that it is not there. */
async function speakOnly(names: readonly ChunkName[]): Promise<void> {
  for (const name of Object.keys(chunks.ja) as ChunkName[]) {
    const blanks = Object.entries(await templatesOf(name)).map(([id, template]) => [
      id,
      typeof template === 'string' ? missing : { ...template, strings: [missing], values: [] },
    ]);
    addTemplates('ja', Object.fromEntries(blanks) as Templates, true);
  }
  for (const name of names) addTemplates('ja', await templatesOf(name), true);
}

const guideOnly = Object.entries<FlowSource>(guideSources).map(
  ([id, source]) => [`${id} without a back end`, source] as [string, FlowSource],
);
const sources: [id: string, source: FlowSource][] = [
  ...Object.entries<FlowSource>({ ...usualSources, ...moreSources, ...interruptions }),
  ...guideOnly,
];

for (const [id, { flow: source, words }] of sources) {
  test(`the screens of ${id} find all their words in what is loaded for them`, async () => {
    const flow = typeof source === 'function' ? await source() : source;
    await speakOnly(['frame', 'refusals', ...words]);
    const absent = new Set<string>();
    const readers = ['iPhone, its clock slow', 'unknown device, guide only'].map((name) => contexts[name]!);
    for (const about of Object.values(cutInContexts[id] ?? readers)) {
      const context = { ...about, locale: 'ja' as const };
      for (const { at, state, effects } of walk(flow, context, fewAccounts).nodes) {
        const texts = textsOf(screenOf(flow, state, context), 'ja');
        // The name of a device goes to the service.
        if ([...texts, JSON.stringify(effects)].some((text) => text.includes(missing))) absent.add(at);
      }
    }
    assert.deepEqual([...absent], []);
  });
}

test('a message of a chunk that is not loaded is noticed', async () => {
  await speakOnly(['frame']);
  const flow = await (interruptions['step-up'].flow as () => Promise<Parameters<typeof walk>[0]>)();
  const { nodes } = walk(flow, { ...contexts['computer']!, locale: 'ja' });
  assert.ok(nodes.some(({ step }) => textsOf(step, 'ja').some((text) => text.includes(missing))));
});
