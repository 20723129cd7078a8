import { appOrUnlisted, type App, type Form, type Place, type Way } from '../../apps/catalogue.ts';
import { inLanguage } from '../../localization/languages.ts';
import { msg, str } from '../../localization/msg.ts';
import { menuOf, menuPath } from '../common/key-words.ts';
import type { Context } from '../machine/machine.ts';
import { institutionName } from '../common/institution.ts';

/** What to do on the old and on the new device, in the words of the apps' own menus. */

export const placeWords = (place: Place): string => (place === 'smartphone' ? msg('smartphone') : msg('browser'));

export const appName = (id: string): string => appOrUnlisted(id).name || msg('your app');

/** “In App, open “Menu” → “Entry”.” and what the labels do not tell. */
export function wayWords(app: App, way: Way | undefined, { locale }: Context, general: string): string[] {
  const labels = menuOf(way, locale) ?? [];
  const path = labels.length ? msg(str`In ${app.name}, open ${menuPath(labels)}.`) : general;
  return [path, ...(way?.note ? [inLanguage(way.note, locale)] : [])];
}

/** How the old app shows or writes the account. */
export function giveWords(id: string, form: Form, context: Context): string[] {
  const app = appOrUnlisted(id);
  const way = app.gives[form];
  switch (form) {
    case 'migration-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to move accounts to another phone.')),
        msg(str`Choose only the account of ${institutionName(context)}. A QR code appears: leave it on the screen.`),
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
        msg('Then point it at the QR code on the old device. Scanning it as a new account does not work.'),
      ];
    case 'otpauth-qr':
      return [
        ...wayWords(app, way, context, msg('In the app, choose to scan a QR code.')),
        msg('Then point it at the QR code on the old device.'),
      ];
    case 'otpauth-text':
    case 'backup-file':
      return [
        msg('Bring the file to the new device: on a USB stick, say, and not by mail.'),
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
