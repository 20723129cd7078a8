import { appOrUnlisted, type App, type Form, type Place, type Way } from '../../apps/catalogue.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { menuOf, menuPath } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import { entryName } from './ends.ts';
import type { Chosen } from './state.ts';

/** What to do on the old and on the new device, in the words of the apps' own menus. */

/** Where the account is. Only what is replaced is called old. */
export const onOldWords = ({ base, from }: Pick<Chosen, 'base' | 'from'>): string =>
  from === 'smartphone'
    ? base.replaces
      ? msg('On the old smartphone')
      : msg('On the smartphone you have')
    : base.replaces
      ? msg('In the old browser')
      : msg('In the browser that shows the code');

/** Where it is wanted. */
export const onNewWords = ({ base, from, to }: Pick<Chosen, 'base' | 'from' | 'to'>): string => {
  if (to === 'smartphone') {
    if (base.replaces) return msg('On the new smartphone');
    return from === to ? msg('On the other smartphone') : msg('On the smartphone');
  }
  return base.replaces ? msg('In the new browser') : msg('In the other browser');
};

export const appName = (id: string): string => appOrUnlisted(id).name || msg('your app');

/** “In App, open “Menu” → “Entry”.” and what the labels do not tell. */
export function wayWords(app: App, way: Way | undefined, { locale }: Context, general: string): string[] {
  const labels = menuOf(way, locale) ?? [];
  const note = way?.note ? [inLanguage(way.note, locale)] : [];
  if (labels.length) return [msg(str`In ${app.name}, open ${menuPath(labels)}.`), ...note];
  return note.length ? note : [general];
}

/** How to get the new app: the stores are among the links. `isHere`: an extension that reads what this page shows. */
export function getWords(id: string, isHere = false): string[] {
  const app = appOrUnlisted(id);
  if (!Object.keys(app.stores).length) return [];
  const isBrowser = app.places.every((place) => place === 'browser');
  const first = isHere
    ? msg(str`Add ${app.name} to this browser and pin it beside the address bar, or go on if it is there already.`)
    : isBrowser
      ? msg(str`Add ${app.name} to that browser and pin it beside the address bar, or go on if it is there already.`)
      : msg(str`Get ${app.name} there, or go on if it is there already.`);
  return [
    first,
    msg(str`Look-alikes exist. The right one is free and comes from ${app.publisher}.`),
    ...(isBrowser
      ? [
          msg(
            'Safari cannot take it. It does not work in private windows, and whoever uses the same computer account can see your codes.',
          ),
        ]
      : []),
  ];
}

/** How the old app shows or writes the account. */
export function giveWords({ base, oldApp }: Chosen, form: Form, context: Context): string[] {
  const app = appOrUnlisted(oldApp);
  const way = app.gives[form];
  switch (form) {
    case 'migration-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to move accounts to another phone.')),
        msg(
          str`There, choose only the account “${entryName(base, context)}”. A QR code appears: leave it on the screen.`,
        ),
      ];
    case 'otpauth-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to show the QR code of the account.')),
        msg('A QR code appears: leave it on the screen.'),
      ];
    case 'otpauth-text':
    case 'backup-file':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to export the accounts or to make a backup.')),
        msg('The app writes a file. Whoever has it can make your codes, so delete it when you are done.'),
      ];
    case 'key-text':
      return wayWords(app, way, context, msg('In the app, open the account and show its key.'));
    // Nothing is carried by hand.
    case 'pairing':
      return [];
  }
}

/** How the new app takes it. */
export function takeWords(id: string, form: Form, context: Context): string[] {
  const app = appOrUnlisted(id);
  const way = app.takes[form];
  switch (form) {
    case 'migration-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to import accounts.')),
        msg('Then point it at the QR code. Scanning it as a new account does not work.'),
      ];
    case 'otpauth-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to scan a QR code.')),
        msg('Then point it at the QR code.'),
      ];
    case 'otpauth-text':
    case 'backup-file':
      return [
        msg('Bring the file there: on a USB stick, say, and not by mail.'),
        ...wayWords(app, way, context, msg('In the app, choose to import a file.')),
        msg('Delete the file on both devices afterwards, and empty the bin.'),
      ];
    case 'key-text':
      return wayWords(app, way, context, msg('In the app, choose to enter a key.'));
    case 'pairing':
      return [];
  }
}

/** How to bring before this page what the old app gives. */
export function bringWords(form: Form, from: Place, { device, can }: Context): string {
  if (form === 'key-text') return msg('Type the key below.');
  if (form === 'otpauth-text' || form === 'backup-file')
    return msg('Choose that file below. It is read on this page and goes nowhere.');
  if (from === 'smartphone' && device.form === 'phone')
    return can.camera
      ? msg('Is it on this phone? Take a screenshot and choose it below. If it is on another one, use the camera.')
      : msg('Take a screenshot and choose it below.');
  return can.camera
    ? msg('Hold it before the camera of this device, or choose a picture of it below.')
    : msg('Take a picture of it and choose it below.');
}
