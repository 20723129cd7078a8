import type { StoryObj } from '@storybook/web-components-vite';
import type { Scene } from '../../test/support/gallery.ts';
import { drawn, pictures, renderScreens, screensOfEveryKind } from '../screens.ts';

export type KindStory = StoryObj;
type Named = Parameters<typeof renderScreens>[0][number];
type Kind = Scene['screen']['kind'];

/** A kind of screen in each of its states: one screen of the flows for each set of members that there is. */
export function kindStory(kind: Kind): KindStory {
  return {
    parameters: pictures,
    loaders: [async ({ globals }) => ({ screens: await examples(kind, globals) })],
    render: (_, { loaded }) => renderScreens(loaded['screens'] as Named[]),
    play: async () => void (await drawn()),
  };
}

async function examples(kind: Kind, globals: Record<string, unknown>): Promise<Named[]> {
  const screens = (await screensOfEveryKind(globals)).filter(({ screen }) => screen.kind === kind);
  const usual = membersOf(screens[0]!.screen).filter((name) =>
    screens.every(({ screen }) => membersOf(screen).includes(name)),
  );
  const byName = new Map(
    screens.map((screen) => [
      membersOf(screen.screen)
        .filter((name) => !usual.includes(name))
        .join(', '),
      screen,
    ]),
  );
  const first = screens[0]!;
  if ('primary' in first.screen || 'submit' in first.screen)
    byName.set('busy', { ...first, screen: { ...first.screen, busy: true } });
  return [...byName].map(([name, screen]) => ({ name: `${kind} ${name && `with ${name}`}`.trim(), screen }));
}

/** The members that a screen has, and which of two forms where there are two. */
function membersOf(screen: Scene['screen']): string[] {
  const { kind: _, alert, ...rest } = screen;
  const members = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (alert) members.push('refusal' in alert ? 'refusal' : alert.tone);
  if (screen.kind === 'show-key') members.push(screen.order);
  if (screen.kind === 'scan') members.push(`${screen.first} first`);
  return members.sort();
}
