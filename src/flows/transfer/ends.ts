import { placeOf, type Place } from '../../apps/app.ts';
import type { Account, Device } from '../../contract/types.ts';
import { canMakeCodes } from '../../core/can-make-codes.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers, type Rules } from '../common/account.ts';
import { institutionName } from '../common/institution.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { Action, ChooseScreen } from '../machine/screen.ts';

/** Fragment: asks where the app is and where it is wanted. */
export type EndsState = { at: 'from'; base: Base } | { at: 'to'; base: Base; old: Place };

export type EndsEvent =
  | { type: 'choseFrom'; place: Place }
  | { type: 'choseTo'; place: Place; isHere?: true }
  | { type: 'wentToReset' }
  | { type: 'wentToChange' }
  | { type: 'wentToChooser' }
  | { type: 'wentBack' };

/** The rules, and what is on the account; no devices where there is no back end. */
export interface Base {
  policy: Rules;
  devices: Device[];
  /** What apps call the entry, as far as the service tells. */
  issuer?: string;
  /** The old device is given up afterwards; without it both stay. */
  replaces?: true;
}

export const rulesOf = ({ policy, offers }: Account): Rules => ({ ...policy, offers });

/** What apps call the account: people look for that in their list, whatever their language. */
export const entryName = ({ issuer }: Base, context: Context): string =>
  issuer ?? context.profile.issuers[0] ?? institutionName(context);

/** From the place of the old device to that of the new one. */
export interface Ends {
  base: Base;
  from: Place;
  to: Place;
  /** The new device is this browser, and this page its app. */
  isHere?: true;
}

/** `known`: both places are. */
export interface EndsExit {
  exit: 'known';
  ends: Ends;
}

/** The place, where the page says it or the account has devices of one kind only. */
const knownPlace = ({ devices }: Base, { from }: Context): Place | undefined =>
  from ?? (new Set(devices.map(({ kind }) => kind)).size === 1 ? placeOf(devices[0]!.kind) : undefined);

/** Whether this page can be the new device. */
export const mayBeHere = ({ policy }: Base, { can }: Context): boolean => can.vault && canMakeCodes(policy.app);

/** The new place, where the page says it; a browser that may be this one is still asked for. */
const saidPlace = (base: Base, context: Context): Place | undefined =>
  context.to === 'browser' && mayBeHere(base, context) ? undefined : context.to;

/** Whether there is nothing to go back to: the page has said both. */
export const isSaid = (base: Base, context: Context): boolean =>
  context.from !== undefined && saidPlace(base, context) !== undefined;

/** What is still to be asked; `next` where that is nothing. */
export function askEnds<Next>(base: Base, context: Context, next: (ends: Ends) => Next): EndsState | Next {
  const from = knownPlace(base, context);
  if (!from) return { at: 'from', base };
  const to = saidPlace(base, context);
  return to ? next({ base, from, to }) : { at: 'to', base, old: from };
}

const manuals = {
  smartphone: { smartphone: '2-3', browser: '2-5' },
  browser: { smartphone: '2-4', browser: '2-6' },
} as const;

/** `headings`: spoken in the reader's language. `mayReplace`: who came to add a device may have meant to replace one. */
export function askingEnds(
  headings: () => { from: string; to: string },
  mayReplace = false,
): Fragment<EndsState, EndsEvent, EndsExit> {
  const { go } = hostOf<EndsState, EndsEvent, EndsExit>();
  const known = (ends: Ends): EndsExit => ({ exit: 'known', ends });
  const toChooser = (state: EndsState) => go(state, { effect: 'hand-over', flow: 'choose' });

  const replacing = (): Action<EndsEvent>[] =>
    mayReplace ? [{ label: msg('I am replacing a device'), event: { type: 'wentToChange' } }] : [];
  const ways = mayReplace && {
    wentToChange: (state: EndsState) => go(state, { effect: 'hand-over', flow: 'change-device' }),
  };

  const toScreen = ({ base, old }: { base: Base; old: Place }, context: Context): ChooseScreen<EndsEvent> => ({
    kind: 'choose',
    heading: headings().to,
    choices: [
      ...(context.to
        ? []
        : [
            {
              label: old === 'smartphone' ? msg('On another smartphone') : msg('On a smartphone'),
              note: msg(str`Manual ${manuals[old].smartphone}`),
              event: { type: 'choseTo', place: 'smartphone' } as const,
            },
          ]),
      {
        label: old === 'browser' ? msg('In another browser') : msg('In a browser on a computer'),
        note: msg(str`Manual ${manuals[old].browser}, as an extension`),
        event: { type: 'choseTo', place: 'browser' },
      },
      ...(mayBeHere(base, context)
        ? [
            {
              label: msg('In this browser: this page itself'),
              note: msg('There is nothing to install'),
              event: { type: 'choseTo', place: 'browser', isHere: true } as const,
            },
          ]
        : []),
    ],
    others: replacing(),
    back: { type: 'wentBack' },
  });

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
          others: [
            ...(offers(base.policy, 'beginReset')
              ? [{ label: msg('Nowhere: it is lost or shows no code'), event: { type: 'wentToReset' } as const }]
              : []),
            ...replacing(),
          ],
          back: { type: 'wentToChooser' },
        }),
        on: {
          ...ways,
          choseFrom: ({ base }, { place }, context) => {
            const to = saidPlace(base, context);
            return to ? known({ base, from: place, to }) : { at: 'to', base, old: place };
          },
          wentToReset: (state) => go(state, { effect: 'hand-over', flow: 'reset' }),
          wentToChooser: toChooser,
        },
      },
      to: {
        screen: toScreen,
        on: {
          ...ways,
          choseTo: ({ base, old }, { place, isHere }) =>
            known({ base, from: old, to: place, ...(isHere && { isHere }) }),
          // What is known is not asked on the way back either.
          wentBack: (state, _, context) =>
            knownPlace(state.base, context) ? toChooser(state) : { at: 'from', base: state.base },
        },
      },
    },
  };
}
