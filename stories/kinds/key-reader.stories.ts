import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { readerStates } from '../../test/support/reader-states.ts';
import type { Scene } from '../../test/support/gallery.ts';
import { drawn, pictures, renderScreens, screensOfEveryKind } from '../screens.ts';

const meta: Meta = { title: 'Screens/Key reader', tags: ['!autodocs'] };
export default meta;

/** A screen that reads a key, with the reader in each of its states. */
export const EveryState: StoryObj = {
  parameters: pictures,
  loaders: [async ({ globals }) => ({ screens: await screensOfEveryKind(globals) })],
  render: (_, { loaded }) => {
    const scene = (loaded['screens'] as Scene[]).find(({ screen }) => screen.kind === 'scan')!;
    return renderScreens(
      Object.entries(readerStates).map(([name, reader]) => ({ name, screen: { ...scene, reader } })),
    );
  },
  play: async () => void (await drawn()),
};
