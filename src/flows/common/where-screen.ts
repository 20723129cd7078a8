import { msg } from '../../localization/msg.ts';
import type { FlowId } from '../machine/flow-id.ts';
import type { ChooseScreen } from '../machine/screen.ts';

/** Manual 2-1 or 2-2? Asked of whoever has no app yet, with a back end and without. */
export const whereScreen = (): ChooseScreen<{ type: 'chose'; flow: FlowId }> => ({
  kind: 'choose',
  heading: msg('Where do you want the app?'),
  body: [msg('The app shows the code for signing in, without waiting for a mail.')],
  choices: [
    {
      label: msg('On my smartphone'),
      note: msg('Manual 2-1, about five minutes'),
      event: { type: 'chose', flow: 'app-smartphone' },
    },
    {
      label: msg('In a browser on my computer'),
      note: msg('Manual 2-2'),
      event: { type: 'chose', flow: 'app-browser' },
    },
  ],
});
