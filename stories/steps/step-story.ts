import type { StoryObj } from '@storybook/web-components-vite';
import type { Screen } from '../../test/support/gallery.ts';
import { drawn, pictures, renderScreens, screensOfEveryKind } from '../screens.ts';

export type StepStory = StoryObj;
type Named = Parameters<typeof renderScreens>[0][number];
type Kind = Screen['step']['kind'];

/** A kind of screen in each of its states: one screen of the flows for each set of members that there is. */
export function stepStory(kind: Kind): StepStory {
  return {
    parameters: pictures,
    loaders: [async ({ globals }) => ({ screens: await examples(kind, globals) })],
    render: (_, { loaded }) => renderScreens(loaded['screens'] as Named[]),
    play: async () => void (await drawn()),
  };
}

async function examples(kind: Kind, globals: Record<string, unknown>): Promise<Named[]> {
  const screens = (await screensOfEveryKind(globals)).filter(({ step }) => step.kind === kind);
  const usual = membersOf(screens[0]!.step).filter((name) =>
    screens.every(({ step }) => membersOf(step).includes(name)),
  );
  const byName = new Map(
    screens.map((screen) => [
      membersOf(screen.step)
        .filter((name) => !usual.includes(name))
        .join(', '),
      screen,
    ]),
  );
  const first = screens[0]!;
  if ('primary' in first.step || 'submit' in first.step)
    byName.set('busy', { ...first, step: { ...first.step, busy: true } });
  return [...byName].map(([name, screen]) => ({ name: `${kind} ${name && `with ${name}`}`.trim(), screen }));
}

/** The members that a screen has, and which of two forms where there are two. */
function membersOf(step: Screen['step']): string[] {
  const { kind: _, alert, ...rest } = step;
  const members = Object.entries(rest).flatMap(([name, value]) => (value === undefined ? [] : name));
  if (alert) members.push('refusal' in alert ? 'refusal' : alert.tone);
  if (step.kind === 'show-key') members.push(step.order);
  if (step.kind === 'scan') members.push(`${step.first} first`);
  return members.sort();
}
