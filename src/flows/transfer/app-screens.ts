import { appsFor, ownApp, type App, type Place } from '../../apps/catalogue.ts';
import type { NoRoute } from '../../apps/routes.ts';
import { msg, str } from '../../localization/msg.ts';
import { offers } from '../common/account.ts';
import { institutionName } from '../common/institution.ts';
import { contactLinks } from '../common/screens.ts';
import type { Context } from '../machine/machine.ts';
import type { Action, ChooseScreen, Screen } from '../machine/screen.ts';
import { mayBeHere } from './ends.ts';
import { mayComeFromPage } from './plan.ts';
import type { Chosen, Event } from './state.ts';
import { appName } from './words.ts';

/** The screens for whoever has, or wants, another app than the one of the manuals. */

function appChoices(
  place: Place,
  isMore: boolean,
  { profile }: Context,
  ownNote: string | undefined,
): ChooseScreen<Event>['choices'] {
  const { named, others } = appsFor(place, profile.apps);
  const row = ({ id, name }: App) => ({
    label: name,
    ...(profile.apps.includes(id) && { note: msg('Named in the manuals') }),
    event: { type: 'choseApp', app: id } as const,
  });
  const unlisted = { label: msg('An app that is not listed'), event: { type: 'choseApp', app: 'other' } as const };
  if (isMore) return [...others.map(row), unlisted];
  const more = others.length ? { label: msg('Another app'), event: { type: 'wantedMoreApps' } as const } : unlisted;
  const own = {
    label: msg('This page itself'),
    note: ownNote!,
    event: { type: 'choseApp', app: ownApp.id } as const,
  };
  return [...(ownNote ? [own] : []), ...named.map(row), more];
}

const hereWords = (): string => msg('The app in this browser');
const thereWords = (): string => msg('The app in the other browser');

export function oldAppScreen(
  { chosen, isMore }: { chosen: Chosen; isMore: boolean },
  context: Context,
): ChooseScreen<Event> {
  const { base, from, isHere } = chosen;
  const own = mayComeFromPage(chosen, context) ? (isHere ? thereWords() : hereWords()) : undefined;
  return {
    kind: 'choose',
    heading:
      from === 'browser'
        ? isHere
          ? msg('What shows the code in the other browser?')
          : msg('What shows the code in the browser?')
        : base.replaces
          ? msg('Which app shows the code on the old smartphone?')
          : msg('Which app shows the code on the smartphone?'),
    choices: appChoices(from, isMore, context, own),
    back: { type: 'wentBack' },
  };
}

/** From our own app to our own app only pairing leads, which needs a back end; on a phone it is the same page there. */
const mayTakeHere = ({ base, to, oldApp }: Chosen, context: Context): boolean =>
  mayBeHere(base, context) && (oldApp === ownApp.id ? context.mode === 'backed' : to === 'browser');

export function newAppScreen(
  { chosen, isMore }: { chosen: Chosen; isMore: boolean },
  context: Context,
): ChooseScreen<Event> {
  const { to, oldApp } = chosen;
  const own = mayTakeHere(chosen, context) ? (oldApp === ownApp.id ? thereWords() : hereWords()) : undefined;
  return {
    kind: 'choose',
    heading: to === 'smartphone' ? msg('Which app do you want there?') : msg('What do you want to use there?'),
    choices: appChoices(to, isMore, context, own),
    back: { type: 'wentBack' },
  };
}

export function noRouteScreen({ chosen, why }: { chosen: Chosen; why: NoRoute }, context: Context): Screen<Event> {
  const [oldName, newName] = [appName(chosen.oldApp), appName(chosen.newApp)];
  const reasons: Record<NoRoute, string[]> = {
    'gives-nothing': [
      msg(str`${oldName} has no way to hand an account to another app or device.`),
      msg('With “Set up again” you get a new key and set up both devices at once. The old app then stops working.'),
    ],
    'takes-nothing': [
      msg(str`${newName} cannot import anything ${oldName} can export.`),
      msg('Choose another app for the new device, or set up again for both at once.'),
    ],
    'would-lose': [
      msg(
        str`The keys of ${institutionName(context)} have settings that get lost on the way to ${newName}: it would show wrong codes without saying so.`,
      ),
      msg('Choose another app for the new device.'),
    ],
  };
  const reset: Action<Event> = { label: msg('Set up again'), event: { type: 'wentToReset' } };
  const choose: Action<Event> = {
    label: msg('Choose another app'),
    event: { type: why === 'gives-nothing' ? 'wantedOldApp' : 'wantedNewApp' },
  };
  return {
    kind: 'notice',
    heading: msg('This cannot be transferred'),
    body: reasons[why],
    ...(offers(chosen.base.policy, 'beginReset')
      ? why === 'gives-nothing'
        ? { primary: reset, others: [choose] }
        : { primary: choose, others: [reset] }
      : { primary: choose }),
    links: contactLinks(context),
    back: { type: 'wentBack' },
  };
}
