/// <reference types="vite/client" />
import type { StoryObj } from '@storybook/web-components-vite';
import type { FlowId } from '../../src/flows/machine/flow-id.ts';
import type { AnyFlow, Context } from '../../src/flows/machine/machine.ts';
import type { InterruptionId } from '../../src/runner/ports.ts';
import type { Scene } from '../../test/support/gallery.ts';
import { drawn, pictures, renderScreens, screensOf } from '../screens.ts';

export interface Args {
  state: string;
}
export type FlowStory = StoryObj<Args>;

const modules = import.meta.glob<Record<string, AnyFlow>>('../../src/flows/**/*.flow.ts', { eager: true });

/** The states of a flow; where guide mode has a file of its own, those of that one. */
function statesOf(id: string, mode: Context['mode']): string[] {
  const moduleOf = (ending: string) => Object.entries(modules).find(([path]) => path.endsWith(`/${id}${ending}`))?.[1];
  const found = (mode === 'guide' && moduleOf('.guide.flow.ts')) || moduleOf('.flow.ts')!;
  return Object.values(found).flatMap((flow) => ('states' in flow ? Object.keys(flow.states) : []));
}

const all = 'every state';

/** What the conformance walk finds in a flow; the control picks a single state. */
export function flowStory(id: FlowId | InterruptionId, mode: Context['mode'] = 'backed'): FlowStory {
  const states = statesOf(id, mode);
  return {
    args: { state: all },
    argTypes: { state: { control: 'select', options: [all, ...states] } },
    parameters: pictures,
    loaders: [async ({ globals }) => ({ screens: await screensOf({ id, mode }, globals) })],
    render: ({ state }, { loaded }) =>
      renderScreens(
        (loaded['screens'] as Scene[])
          .filter((screen) => state === all || screen.state === state)
          .map((screen, index) => ({ name: `${screen.state} ${index + 1}`, screen })),
      ),
    play: async () => void (await drawn()),
  };
}
