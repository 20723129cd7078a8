import { spawnSync } from 'node:child_process';
import { flowIds } from '../../src/flows/machine/flow-id.ts';
import { create, insertBefore, pascal, requireId } from './edit.ts';

/** Where a flow and what belongs to it stand. */
const places = {
  flow: (id: string) => `src/flows/${id}/${id}.flow.ts`,
  test: (id: string) => `test/flows/${id}.test.ts`,
  ids: 'src/flows/machine/flow-id.ts',
  sources: 'src/flow-table/other.ts',
  stories: 'stories/flows/backed.stories.ts',
};

const flowText = (id: string, name: string): string => `
import { msg } from '../../localization/msg.ts';
import { hostOf } from '../machine/host.ts';

/**
 * What it is for.
 *
 * For whom. Leaves what behind; left half way, what is undone.
 */
type State = { at: 'begin' } | { at: 'seen' };
type Event = { type: 'wentOn' } | { type: 'wentBack' };

const { define, go } = hostOf<State, Event>();

const toChooser = (state: State) => go(state, { effect: 'hand-over', flow: 'choose' });

export const ${name} = define({
  id: '${id}',
  start: () => ({ at: 'begin' }),
  states: {
    begin: {
      screen: () => ({
        kind: 'notice',
        heading: msg('The first screen of ${id}'),
        primary: { label: msg('Go on'), event: { type: 'wentOn' } },
        back: { type: 'wentBack' },
      }),
      on: { wentOn: () => ({ at: 'seen' }), wentBack: toChooser },
    },
    seen: {
      screen: () => ({
        kind: 'done',
        heading: msg('The last screen of ${id}'),
        primary: { label: msg('Back to the beginning'), event: { type: 'wentOn' } },
      }),
      on: { wentOn: toChooser },
    },
  },
});
`;

const testText = (id: string, name: string): string => `
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ${name} } from '../../${places.flow(id)}';
import { play } from './play.ts';

test('it goes on to its end, and from there to the chooser', () => {
  const flow = play(${name}).press('Go on');
  assert.equal(flow.at, 'seen');
  assert.equal(flow.press('Back to the beginning').next, 'choose');
});

test('whoever goes back is at the chooser', () => {
  assert.equal(play(${name}).back().next, 'choose');
});
`;

/** A flow of two screens, known everywhere a flow has to be known. */
export async function newFlow(id: string): Promise<string[]> {
  requireId(id);
  if (flowIds.some((known) => known === id)) throw new Error(`${id} is there already.`);
  const whole = pascal(id);
  const name = `${whole[0]!.toLowerCase()}${whole.slice(1)}Flow`;
  await create(places.flow(id), flowText(id, name));
  await create(places.test(id), testText(id, name));
  await insertBefore(places.ids, '] as const', `'${id}',\n`);
  await insertBefore(
    places.sources,
    '} satisfies Record<Exclude<FlowId',
    `'${id}': { words: otherWords['${id}'], flow: async () => (await import('../flows/${id}/${id}.flow.ts')).${name} },\n`,
  );
  await insertBefore(
    places.stories,
    'export const SignIn:',
    `export const ${whole}: FlowStory = flowStory('${id}');\n`,
  );
  // It fails until the two headings are translated, and writes all the same.
  spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], { stdio: 'inherit' });
  return [
    `Write ${places.flow(id)}: its states, screens and words. docs/en/add-a-flow.md says how.`,
    `If a screen has a field or a key, add \`views: formViews\` to its row in ${places.sources}.`,
    'Give people a way in: a choice in another flow that hands over to it.',
    'Run npm run generate, translate what it names in src/localization/xliff/ja.xlf, and run it again.',
    `Tell in ${places.test(id)} what the flow means, and run npm test -- flows.`,
  ];
}
