import type { Policy } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { msg } from '../../localization/msg.ts';
import type { Anew, To } from '../machine/flow-inputs.ts';
import type { Context } from '../machine/machine.ts';
import type { ChooseScreen } from '../machine/screen.ts';

export interface WhereEvent {
  type: 'chose';
  to: To;
}

const choice = (label: string, note: string, to: To) => ({ label, note, event: { type: 'chose' as const, to } });

/**
 * Manual 2-1 or 2-2, or this page itself? Asked of whoever has no app yet, with a back end and without. `again` goes on to
 * the set-up.
 */
export function whereScreen(
  policy: Policy,
  { can }: Context,
  { again }: Pick<Anew, 'again'>,
): ChooseScreen<WhereEvent> {
  const input: Anew = again ? { again } : {};
  return {
    kind: 'choose',
    heading: msg('Where do you want the app?'),
    body: [msg('The app shows the code for signing in, without waiting for a mail.')],
    choices: [
      choice(msg('On my smartphone'), msg('Manual 2-1, the usual way'), { flow: 'app-smartphone', input }),
      ...(can.vault && canMakeCodes(policy.app)
        ? [
            choice(msg('In this browser'), msg('Manual 2-2, nothing to install'), {
              flow: 'app-here',
              input: { isAsked: true, ...input },
            }),
          ]
        : []),
      choice(msg('In a browser on my computer'), msg('Manual 2-2, with an extension'), { flow: 'app-browser', input }),
    ],
  };
}
