/// <reference types="vite/client" />
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import theming from '../../docs/en/theming.md?raw';
import type { Scene } from '../../test/support/gallery.ts';
import { drawn, pictures, renderScreens, screensOfEveryKind } from '../screens.ts';
import './themes.css';

const meta: Meta = { title: 'Looks/Themes', tags: ['!autodocs'] };
export default meta;

/** As the document has them, so that what is read there is what is seen here. */
const themes = new CSSStyleSheet();
themes.replaceSync([...theming.matchAll(/```css\n([^]*?)```/g)].map(([, css]) => css).join('\n'));
document.adoptedStyleSheets.push(themes);

/** The last screen of each kind, with a theme on it. */
const themed = (name: string): StoryObj => ({
  parameters: pictures,
  loaders: [
    async ({ globals }) => {
      const screens = await screensOfEveryKind(globals);
      return { screens: [...new Map(screens.map((screen) => [screen.screen.kind, screen]))] };
    },
  ],
  render: (_, { loaded }) =>
    renderScreens(
      (loaded['screens'] as [string, Scene][]).map(([kind, screen]) => ({ name: kind, screen })),
      `theme ${name}`,
    ),
  play: async () => void (await drawn()),
});

export const Neutral = themed('neutral');

export const University = themed('university');

export const HighContrast = themed('high-contrast');
