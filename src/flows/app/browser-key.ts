import { otherApps } from '../../apps/others.ts';
import { inLanguage, languages } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { menuPath } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import type { ShowKeyScreen } from '../machine/screen.ts';

/** How a key gets into the extension or another app of a computer, and what to mind from then on. */

/** A browser that takes the extension, or another app that the person has in theirs. */
export type BrowserChoice = 'chrome' | 'edge' | 'firefox' | 'other';

export const extension = otherApps.find(({ id }) => id === 'authenticator-extension')!;

/** How to scan with the extension: it reads what stands in a page of the same browser, through a box drawn over it. */
function extensionScanWords({ locale }: Context): string[] {
  const { menu, note } = extension.takes['otpauth-qr']!;
  return [
    msg(str`Press the icon of the extension, then ${menuPath(inLanguage(menu, locale))}.`),
    inLanguage(note!, locale),
    msg('The whole code must be in view. If it is cut off, make the window larger or set the zoom to 100%.'),
    extensionAddedWords(),
  ];
}

const otherScanWords = (): string => msg('In the app, choose to read a QR code from the screen, if it can do that.');

/** What comes of it. */
const extensionAddedWords = (): string =>
  msg('A small window says that the account was added: press OK. Press the icon again to see the code.');

/** How to scan what the institution's page shows. */
export const browserScanWords = (choice: BrowserChoice, context: Context): string[] =>
  choice === 'other' ? [otherScanWords()] : extensionScanWords(context);

/** What to mind from then on. */
export const browserAdvice = (): string =>
  msg(
    'The codes live in this browser only: they are gone when the extension is removed. Add the app to a second device soon.',
  );

/** How the key gets into the extension, or into another app of this computer. */
export function browserKeyScreen(
  isExtension: boolean,
  context: Context,
): Pick<ShowKeyScreen<never>, 'heading' | 'order' | 'qr' | 'link' | 'key'> {
  const menu = menuPath(inLanguage(extension.takes['key-text']!.menu, context.locale));
  return {
    heading: isExtension ? msg('Add the key to the extension') : msg('Add the key to your app'),
    order: 'qr-first',
    qr: {
      label: msg('QR code with the key for your app'),
      instruction: isExtension ? extensionScanWords(context).join(languages[context.locale].joiner) : otherScanWords(),
    },
    link: { label: msg('Open in an app on this computer') },
    key: {
      label: msg('Key'),
      note: isExtension
        ? msg(
            str`If it cannot be scanned: in the extension, press ${menu} and paste this key. Any account name will do.`,
          )
        : msg('Or choose to enter a key in the app and paste this one. Any account name will do.'),
      copy: msg('Copy the key'),
      copied: msg('Copied'),
    },
  };
}
