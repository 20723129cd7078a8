import type { App } from '../../apps/app.ts';
import { usualApps } from '../../apps/usual.ts';
import type { Policy } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { keyWords, menuOf, scanThereWords, scanWords } from '../common/key-words.ts';
import { phoneStores } from '../common/stores.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Context } from '../machine/machine.ts';
import type { ShowKeyScreen, Screen } from '../machine/screen.ts';

/** An app of the catalogue, or another one. */
export type AppChoice = App['id'] | 'other';

/**
 * Fragment: says where to get the app that the institution names first, and asks only those who want another one.
 *
 * The screen protects from look-alikes in the stores: it names the maker.
 */
export type AppState = { at: 'app'; policy: Policy } | { at: 'install'; policy: Policy; choice: AppChoice };

export type AppEvent =
  { type: 'chose'; app: AppChoice } | { type: 'installed' } | { type: 'wantedAnother' } | { type: 'wentBack' };

const rowOf = (choice: AppChoice | null): App | undefined => usualApps.find(({ id }) => id === choice);
const nameOf = (choice: AppChoice | null): string => rowOf(choice)?.name ?? msg('your app');

/** The app that the manuals name first is shown as chosen; without one there is a question. */
export function firstAppState(policy: Policy, { profile }: Pick<Context, 'profile'>): AppState {
  const named = rowOf(profile.apps[0]!);
  return named ? { at: 'install', policy, choice: named.id } : { at: 'app', policy };
}

/** `ready`: the app is there. */
export interface AppExit {
  exit: 'ready';
  policy: Policy;
  choice: AppChoice;
}

/** `steps`: those of the flow. To get the app is the first. */
export function choosingApp(steps: () => string[]): Fragment<AppState, AppEvent, AppExit, Anew> {
  const { go } = hostOf<AppState, AppEvent, AppExit, Anew>();

  const toChooser = (state: AppState, { input }: Context<Anew>) =>
    go(state, { effect: 'hand-over', flow: 'choose', input: { ...input, isWhere: true } });
  const isFirst = ({ policy, choice }: AppState & { at: 'install' }, context: Context): boolean => {
    const first = firstAppState(policy, context);
    return first.at === 'install' && first.choice === choice;
  };

  const installScreen = (state: AppState & { at: 'install' }, context: Context): Screen<AppEvent> => {
    const known = rowOf(state.choice);
    return {
      kind: 'notice',
      heading: known ? msg(str`Get ${known.name}`) : msg('Get your app ready'),
      progress: { at: 0, steps: steps() },
      body: known
        ? [
            ...(context.device.form === 'phone' ? [] : [msg('Scan the QR code of your store with your smartphone.')]),
            msg('Install it on your smartphone, or go on if it is there already.'),
            msg(str`Look-alikes exist. The right one is free and comes from ${known.publisher}.`),
          ]
        : [msg('Any app that shows time-based one-time passwords (TOTP) will do. Open it on your smartphone.')],
      ...(known && { stores: phoneStores(known.stores, context) }),
      primary: { label: msg('I have the app'), event: { type: 'installed' } },
      ...(isFirst(state, context) && { others: [{ label: msg('Another app'), event: { type: 'wantedAnother' } }] }),
      back: { type: 'wentBack' },
    };
  };

  return {
    states: {
      app: {
        screen: ({ policy }, { profile }) => ({
          kind: 'choose',
          heading: msg('Which app do you want to use?'),
          progress: { at: 0, steps: steps() },
          body: [
            msg(
              str`It runs on your smartphone and shows a new code every ${policy.app.periodS} seconds, even without a connection.`,
            ),
          ],
          choices: [
            ...usualApps.map(({ id, name }) => ({
              label: name,
              ...(profile.apps[0] === id && { note: msg('Named in the manuals. Take this one if you are not sure.') }),
              event: { type: 'chose' as const, app: id },
            })),
            { label: msg('Another app'), note: msg('One you use already'), event: { type: 'chose', app: 'other' } },
          ],
          back: { type: 'wentBack' },
        }),
        on: {
          chose: ({ policy }, { app }) => ({ at: 'install', policy, choice: app }),
          wentBack: (state, _, context) => {
            const first = firstAppState(state.policy, context);
            return first.at === 'app' ? toChooser(state, context) : first;
          },
        },
      },
      install: {
        screen: installScreen,
        on: {
          installed: ({ policy, choice }) => ({ exit: 'ready', policy, choice }),
          wantedAnother: ({ policy }) => ({ at: 'app', policy }),
          wentBack: (state, _, context) =>
            isFirst(state, context) ? toChooser(state, context) : { at: 'app', policy: state.policy },
        },
      },
    },
  };
}

/** How to scan what another screen shows. */
export const appScanWords = (choice: AppChoice, { locale }: Context): string =>
  scanThereWords(menuOf(rowOf(choice)?.takes['otpauth-qr'], locale));

/** How the key gets into the app. */
export function appKeyScreen(
  choice: AppChoice | null,
  { device, locale }: Context,
): Pick<ShowKeyScreen<never>, 'heading' | 'order' | 'qr' | 'link' | 'key'> {
  const onPhone = device.form === 'phone';
  const takes = rowOf(choice)?.takes;
  return {
    heading: msg(str`Add the key to ${nameOf(choice)}`),
    order: onPhone ? 'link-first' : 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction: scanWords(menuOf(takes?.['otpauth-qr'], locale), onPhone),
    },
    link: {
      label: msg('Open in an app on this phone'),
      ...(device.platform === 'ios' && {
        note: msg(
          'On an iPhone this opens Apple’s Passwords, which can show codes too. For another app, copy the key below instead.',
        ),
      }),
    },
    key: {
      label: msg('Key'),
      note: keyWords(menuOf(takes?.['key-text'], locale), onPhone),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
  };
}
