import type { StoryObj } from '@storybook/web-components-vite';
import type { FlowId } from '../../src/flows/flow-id.ts';
import type { AnyFlow, Context } from '../../src/flows/machine.ts';
import type { InterruptionId } from '../../src/runner/ports.ts';
import { everyFlow, type Screen } from '../../test/support/gallery.ts';
import { drawn, renderScreens, screensOf } from '../screens.ts';

export interface Args {
  state: string;
}
export type FlowStory = StoryObj<Args>;

const flows = new Map<string, AnyFlow>(
  await Promise.all(
    everyFlow.map(async ({ id, mode, source: { flow } }) => {
      return [`${id} ${mode}`, typeof flow === 'function' ? await flow() : flow] as const;
    }),
  ),
);

/** A flow, state by state: the control says which; each time every screen that the conformance walk finds there. */
export function flowStory(id: FlowId | InterruptionId, mode: Context['mode'] = 'backed'): FlowStory {
  const shelf = everyFlow.find((each) => each.id === id && each.mode === mode)!;
  const states = Object.keys(flows.get(`${id} ${mode}`)!.states);
  return {
    args: { state: states[0]! },
    argTypes: { state: { control: 'select', options: states } },
    loaders: [async ({ globals }) => ({ screens: await screensOf(shelf, globals) })],
    render: ({ state }, { loaded }) =>
      renderScreens(
        (loaded['screens'] as Screen[])
          .filter((screen) => screen.state === state)
          .map((screen, index) => ({ name: `${state} ${index + 1}`, screen })),
      ),
    play: async () => void (await drawn()),
  };
}
