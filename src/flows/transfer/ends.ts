import { placeOf, type Place } from '../../apps/app.ts';
import type { Account, Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers, type Rules } from '../common/account.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { ChooseScreen } from '../machine/screen.ts';

/** Fragment: asks where the app is and where it is wanted. */
export type EndsState = { at: 'from'; base: Base } | { at: 'to'; base: Base; old: Place };

export type EndsEvent =
  | { type: 'choseFrom'; place: Place }
  | { type: 'choseTo'; place: Place }
  | { type: 'wentToReset' }
  | { type: 'wentToChooser' }
  | { type: 'wentBack' };

/** The rules, and what is on the account; no devices where there is no back end. */
export interface Base {
  policy: Rules;
  devices: Device[];
}

export const rulesOf = ({ policy, offers }: Account): Rules => ({ ...policy, offers });

/** From the place of the old device to that of the new one. */
export interface Ends {
  base: Base;
  from: Place;
  to: Place;
}

/** `known`: both places are. */
export interface EndsExit {
  exit: 'known';
  ends: Ends;
}

/** The place, where the page says it or the account has devices of one kind only. */
const knownPlace = ({ devices }: Base, { from }: Context): Place | undefined =>
  from ?? (new Set(devices.map(({ kind }) => kind)).size === 1 ? placeOf(devices[0]!.kind) : undefined);

/** What is still to be asked; `next` where that is nothing. */
export function askEnds<Next>(base: Base, context: Context, next: (ends: Ends) => Next): EndsState | Next {
  const from = knownPlace(base, context);
  if (!from) return { at: 'from', base };
  const { to } = context;
  return to ? next({ base, from, to }) : { at: 'to', base, old: from };
}

const manuals = {
  smartphone: { smartphone: '2-3', browser: '2-5' },
  browser: { smartphone: '2-4', browser: '2-6' },
} as const;

/** `headings`: spoken in the reader's language. */
export function askingEnds(headings: () => { from: string; to: string }): Fragment<EndsState, EndsEvent, EndsExit> {
  const { go } = hostOf<EndsState, EndsEvent, EndsExit>();
  const known = (ends: Ends): EndsExit => ({ exit: 'known', ends });

  const toScreen = ({ old }: { old: Place }): ChooseScreen<EndsEvent> => {
    const choice = (place: Place, label: string) => ({
      label,
      note: msg(str`Manual ${manuals[old][place]}`),
      event: { type: 'choseTo', place } as const,
    });
    return {
      kind: 'choose',
      heading: headings().to,
      choices: [
        choice('smartphone', old === 'smartphone' ? msg('On another smartphone') : msg('On a smartphone')),
        choice('browser', old === 'browser' ? msg('In another browser') : msg('In a browser on a computer')),
      ],
      back: { type: 'wentBack' },
    };
  };

  return {
    states: {
      from: {
        screen: ({ base }) => ({
          kind: 'choose',
          heading: headings().from,
          choices: [
            { label: msg('On a smartphone'), event: { type: 'choseFrom', place: 'smartphone' } },
            {
              label: msg('In a browser'),
              note: msg('As an extension on a computer'),
              event: { type: 'choseFrom', place: 'browser' },
            },
          ],
          others: offers(base.policy, 'beginReset')
            ? [{ label: msg('Nowhere: it is lost or shows no code'), event: { type: 'wentToReset' } }]
            : [],
          back: { type: 'wentToChooser' },
        }),
        on: {
          choseFrom: ({ base }, { place }, context) =>
            context.to ? known({ base, from: place, to: context.to }) : { at: 'to', base, old: place },
          wentToReset: (state) => go(state, { effect: 'hand-over', flow: 'reset' }),
          wentToChooser: (state) => go(state, { effect: 'hand-over', flow: 'choose' }),
        },
      },
      to: {
        screen: toScreen,
        on: {
          choseTo: ({ base, old }, { place }) => known({ base, from: old, to: place }),
          wentBack: ({ base }) => ({ at: 'from', base }),
        },
      },
    },
  };
}
