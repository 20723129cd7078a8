import type { DeviceKind, Policy } from '../../contract/types.ts';
import type { Entry } from '../../core/entry.ts';
import { msg, str } from '../../localization/msg.ts';
import { contactLinks } from '../common/screens.ts';
import { settingsLinks, settingsWords } from '../common/guide-words.ts';
import { hostOf, type Fragment } from '../machine/host.ts';
import type { Anew } from '../machine/flow-inputs.ts';
import type { Context } from '../machine/machine.ts';
import { quoted } from '../common/quote.ts';
import { institutionName } from '../common/institution.ts';
import {
  beginReading,
  readingKeys,
  type ReadingEvent,
  type ReadingScreen,
  type ReadingState,
} from '../reading/reading.ts';
import type { ShowKeyScreen } from '../machine/screen.ts';

/**
 * Fragment: leads through setting up the first app on the institution's own pages (manuals 2-1 and 2-2 without a back
 * end).
 *
 * A key that this page reads stays here; the institution alone decides whether the app counts.
 *
 * Over 300 lines: each of its screens belongs to one state and is read beside it.
 */

interface Base<Choice> {
  policy: Policy;
  choice: Choice;
}

/** `add`: the key is to get into the app. `check`: the app has one, and the question is whether it is this one. */
export interface Kept<Choice> extends Base<Choice> {
  aim: 'add' | 'check';
}

export type GuideState<Choice> =
  | ({ at: 'method' } & Base<Choice>)
  | ({ at: 'scan' } & Base<Choice>)
  | ReadingState<Kept<Choice>>
  | { at: 'key'; kept: Kept<Choice>; entry: Entry }
  | { at: 'compare'; kept: Kept<Choice>; entry: Entry }
  | { at: 'differ'; kept: Kept<Choice>; entry: Entry }
  /** `entry`: what was read, if anything was. */
  | { at: 'code'; kept: Kept<Choice>; entry: Entry | null }
  | { at: 'notTaken'; kept: Kept<Choice>; entry: Entry | null }
  | { at: 'done' };

export type GuideEvent =
  | ReadingEvent
  | { type: 'sawCode' }
  | { type: 'choseReading' }
  | { type: 'added' }
  | { type: 'choseCheck' }
  | { type: 'matched' }
  | { type: 'differed' }
  | { type: 'wantedKey' }
  | { type: 'finished' }
  | { type: 'wasRefused' }
  | { type: 'wantedNewCode' }
  | { type: 'wentToMail' }
  | { type: 'wentToSync' };

/**
 * `before`: back from the settings page. `read`: the key is here, and is to get into the app. `tryAgain`: the institution
 * did not take the code.
 */
export type GuideExit<Choice> =
  | ({ exit: 'before' } & Base<Choice>)
  | { exit: 'read'; kept: Kept<Choice>; entry: Entry }
  | { exit: 'tryAgain'; kept: Kept<Choice>; entry: Entry | null };

/** The words of one manual. */
export interface GuideManual<Choice> {
  kind: DeviceKind;
  /** How to scan what the institution shows. */
  scanWords: (choice: Choice, context: Context) => string[];
  keyScreen: (
    choice: Choice,
    entry: Entry,
    context: Context,
  ) => Pick<ShowKeyScreen<never>, 'heading' | 'body' | 'order' | 'qr' | 'link' | 'key'>;
  /** The app is this page: it reads the code that the institution shows. */
  isThisPage?: (choice: Choice) => boolean;
  /** What to mind from now on. */
  advice: () => string;
}

/** What is done on the institution's page between the QR code and the field for the digits. */
export function registerWords(context: Context): string {
  const register = quoted(context, 'register');
  return register ? msg(str`Below the QR code, press ${register}.`) : msg('On that page, go on from the QR code.');
}

export function completedWords(context: Context): string {
  const completed = quoted(context, 'completed');
  return completed
    ? msg(str`The app counts when the page says ${completed}`)
    : msg('The app counts when the page says that it is set up.');
}

/** What comes after the key was read, where the manual has no other wish. */
export const showRead = <Choice>(kept: Kept<Choice>, entry: Entry): GuideState<Choice> => ({
  at: kept.aim === 'check' ? 'compare' : 'key',
  kept,
  entry,
});

/** The steps on the institution's page and beside it. */
export const guideSteps = (): string[] => [msg('Get the app'), msg('QR code'), msg('Add the key'), msg('Confirm')];
/** …for the app that this page is: there is nothing to get. */
export const ownGuideSteps = (): string[] => guideSteps().slice(1);

export function guidingSetup<Choice>(
  manual: GuideManual<Choice>,
): Fragment<GuideState<Choice>, GuideEvent, GuideExit<Choice>, Anew> {
  type Own = GuideState<Choice>;
  const { embed, go } = hostOf<Own, GuideEvent, GuideExit<Choice>, Anew>();
  const isThisPage = (choice: Choice): boolean => manual.isThisPage?.(choice) ?? false;
  const progressed = (at: number, choice: Choice) => ({
    progress: isThisPage(choice) ? { at: at - 1, steps: ownGuideSteps() } : { at, steps: guideSteps() },
  });
  /** Nobody can scan their own screen: a picture of it is read instead. */
  const isHere = ({ device }: Context, choice: Choice): boolean =>
    device.form === 'phone' && (manual.kind === 'smartphone' || isThisPage(choice));
  const readsPicture = (context: Context, choice: Choice): boolean => isHere(context, choice) || isThisPage(choice);
  const keep = (aim: Kept<Choice>['aim'], { policy, choice }: Base<Choice>): Kept<Choice> => ({ policy, choice, aim });
  const read = (base: Base<Choice>): Own => beginReading(keep('add', base));
  const reloadWords = (): string =>
    msg('Do not reload that page until you are done: it makes a new key each time, and the one in the app is lost.');

  const readScreen: ReadingScreen<Kept<Choice>> = ({ aim, choice }, context) => ({
    ...(aim === 'check'
      ? {
          heading: msg('Check the app against this page'),
          body: [
            msg(
              'Choose a picture of the QR code on that page, a screenshot for example. Nothing of it leaves this page.',
            ),
            msg('Then compare the code it gives with the one in the app.'),
          ],
        }
      : {
          heading: msg('Bring the QR code here'),
          body: [
            isHere(context, choice)
              ? msg(
                  'Nobody can scan their own screen. Take a screenshot of the QR code on that page, come back here and choose it.',
                )
              : msg('Take a screenshot of the QR code on that page and choose or paste it here.'),
            msg('Nothing of it leaves this page. Delete the screenshot afterwards.'),
            reloadWords(),
          ],
          ...(!isThisPage(choice) && {
            others: [
              isHere(context, choice)
                ? { label: msg('The QR code is on another screen'), event: { type: 'wantedOtherWay' } as const }
                : { label: msg('Scan it with the app'), event: { type: 'wantedOtherWay' } as const },
            ],
          }),
        }),
    ...progressed(aim === 'check' ? 3 : 2, choice),
    first: 'picture',
    links: contactLinks(context),
  });

  return {
    states: {
      method: {
        screen: ({ policy, choice }, context) => {
          const [token, select, firstTime] = [
            quoted(context, 'token'),
            quoted(context, 'select'),
            quoted(context, 'firstTime'),
          ];
          return {
            kind: 'notice',
            heading: msg('Have the QR code shown'),
            ...progressed(1, choice),
            body: [
              // Whoever sets up again has that page open, and mail.
              ...(context.input.again ? [] : settingsWords(context)),
              token && select
                ? msg(str`On that page, choose ${token} and press ${select}.`)
                : msg('On that page, choose the one-time password by app.'),
              firstTime
                ? msg(str`Then follow the link ${firstTime}`)
                : msg('If it asks, say that you set the app up for the first time.'),
            ],
            ...(!context.input.again && { stores: settingsLinks(context) }),
            links: contactLinks(context),
            primary: { label: msg('I see a QR code'), event: { type: 'sawCode' } },
            ...(policy.mail.requiredFirst &&
              !context.input.again && {
                others: [{ label: msg('I have not set up mail yet'), event: { type: 'wentToMail' } }],
              }),
            back: { type: 'wentBack' },
          };
        },
        on: {
          sawCode: (base, _, context) =>
            readsPicture(context, base.choice) ? read(base) : { at: 'scan', policy: base.policy, choice: base.choice },
          wentToMail: (state) => go(state, { effect: 'hand-over', flow: 'mail' }),
          wentBack: ({ policy, choice }) => ({ exit: 'before', policy, choice }),
        },
      },
      scan: {
        screen: ({ policy, choice }, context) => ({
          kind: 'notice',
          heading: msg('Scan the QR code on that page'),
          ...progressed(2, choice),
          body: [...manual.scanWords(choice, context), reloadWords()],
          links: contactLinks(context),
          primary: { label: msg(str`The app shows ${policy.app.digits} digits`), event: { type: 'added' } },
          others: [
            {
              label: isHere(context, choice) ? msg('The QR code is on this phone') : msg('It cannot be scanned'),
              event: { type: 'choseReading' },
            },
          ],
          back: { type: 'wentBack' },
        }),
        on: {
          added: (base) => ({ at: 'code', kept: keep('add', base), entry: null }),
          choseReading: read,
          wentBack: (base, _, context) =>
            isHere(context, base.choice) ? read(base) : { at: 'method', policy: base.policy, choice: base.choice },
        },
      },
      ...embed(readingKeys(readScreen, ['otherWay']), {
        read: ({ kept, entries: [entry] }) => ({ exit: 'read', kept, entry }),
        otherWay: ({ kept: { policy, choice } }) => ({ at: 'scan', policy, choice }),
        left: ({ kept }, context) => {
          if (kept.aim === 'check') return { at: 'code', kept, entry: null };
          const { policy, choice } = kept;
          return { at: readsPicture(context, choice) ? 'method' : 'scan', policy, choice };
        },
      }),
      key: {
        screen: ({ kept: { choice }, entry }, context) => ({
          kind: 'show-key',
          ...manual.keyScreen(choice, entry, context),
          ...progressed(2, choice),
          uri: entry.key.uri,
          secret: entry.key.secret,
          links: contactLinks(context),
          primary: { label: msg(str`The app shows ${entry.key.digits} digits`), event: { type: 'added' } },
          back: { type: 'wentBack' },
        }),
        unfinished: true,
        on: {
          // The institution's page proves the app: comparing digits by eye is a press away from there.
          added: ({ kept, entry }) => ({ at: 'code', kept, entry }),
          wentBack: ({ kept }) => beginReading(kept),
        },
      },
      compare: {
        screen: ({ kept: { choice }, entry }, context) => ({
          ...(context.can.insecure
            ? {
                kind: 'notice',
                heading: msg('The app shows digits'),
                body: [
                  msg('Without a secure connection this page cannot make the same digits to compare them with.'),
                  msg('Go on: in the end the page of the institution says whether they are right.'),
                ],
                primary: { label: msg('Go on'), event: { type: 'matched' } },
              }
            : {
                kind: 'compare-code',
                heading: msg('Does the app show the same digits?'),
                key: entry.key,
                label: msg(str`Code of ${institutionName(context)}`),
                primary: { label: msg('Yes, the same'), event: { type: 'matched' } },
                others: [{ label: msg('No, other digits'), event: { type: 'differed' } }],
              }),
          ...progressed(3, choice),
          links: contactLinks(context),
          back: { type: 'wentBack' },
        }),
        on: {
          matched: ({ kept, entry }) => ({ at: 'code', kept, entry }),
          differed: ({ kept, entry }) => ({ at: 'differ', kept, entry }),
          wentBack: ({ kept, entry }) => ({ at: 'code', kept, entry }),
        },
      },
      differ: {
        screen: (_, context) => ({
          kind: 'notice',
          heading: msg('The digits differ'),
          body: [
            msg('If the app has several entries of the same name, look at the newest one and delete the older ones.'),
            msg('Let the device with the app set its date and time automatically.'),
            msg('If that page was reloaded after you added the key, add the new key.'),
          ],
          links: contactLinks(context),
          primary: { label: msg('Compare again'), event: { type: 'wentBack' } },
          others: [{ label: msg('Show the key that was read'), event: { type: 'wantedKey' } }],
        }),
        on: {
          wentBack: ({ kept, entry }) => ({ at: 'compare', kept, entry }),
          wantedKey: ({ kept, entry }) => ({ at: 'key', kept: keep('add', kept), entry }),
        },
      },
      code: {
        screen: ({ kept: { policy, choice } }, context) => {
          const confirm = quoted(context, 'confirm');
          const { digits } = policy.app;
          return {
            kind: 'notice',
            heading: msg('Not finished yet: type the digits on that page'),
            ...progressed(3, choice),
            body: [
              registerWords(context),
              confirm
                ? msg(str`Type the ${digits} digits that the app shows, without a blank, and press ${confirm}.`)
                : msg(str`Type the ${digits} digits that the app shows, without a blank, and confirm them.`),
              completedWords(context),
            ],
            links: contactLinks(context),
            primary: { label: msg('The page says so'), event: { type: 'finished' } },
            others: [
              { label: msg('Check the app against this page'), event: { type: 'choseCheck' } },
              { label: msg('The code was not accepted'), event: { type: 'wasRefused' } },
            ],
            back: { type: 'wentBack' },
          };
        },
        on: {
          finished: () => go({ at: 'done' }, { effect: 'complete' }),
          choseCheck: ({ kept, entry }) => (entry ? { at: 'compare', kept, entry } : beginReading(keep('check', kept))),
          wasRefused: ({ kept, entry }) => ({ at: 'notTaken', kept, entry }),
          wentBack: ({ kept, entry }) =>
            entry ? { at: 'key', kept, entry } : { at: 'scan', policy: kept.policy, choice: kept.choice },
        },
      },
      notTaken: {
        screen: (_, context) => ({
          kind: 'notice',
          heading: msg('The page did not take the code'),
          body: [
            msg('Wait until the app shows the next digits and type those. The code from a mail does not fit here.'),
            msg('Let the device with the app set its date and time automatically.'),
            msg('If that page was reloaded, it has a new key: delete the entry from the app and scan again.'),
          ],
          links: contactLinks(context),
          primary: { label: msg('Try again'), event: { type: 'wentBack' } },
          others: [{ label: msg('Begin again with the QR code'), event: { type: 'wantedNewCode' } }],
        }),
        on: {
          wentBack: ({ kept, entry }) => ({ exit: 'tryAgain', kept, entry }),
          wantedNewCode: ({ kept: { policy, choice } }) => ({ at: 'method', policy, choice }),
        },
      },
      done: {
        screen: (_, context) => ({
          kind: 'done',
          heading: msg('The app is set up'),
          body: [
            msg('From now on, sign in with the code that the app shows. Codes by mail still work, too.'),
            manual.advice(),
          ],
          links: settingsLinks(context),
          primary: { label: msg('Add a second device'), event: { type: 'wentToSync' } },
        }),
        on: {
          wentToSync: (state) => go(state, { effect: 'hand-over', flow: 'sync', input: { from: manual.kind } }),
        },
      },
    },
  };
}
