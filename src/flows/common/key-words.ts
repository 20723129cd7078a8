import type { Way } from '../../apps/app.ts';
import { inLanguage, type Locale } from '../../localization/languages.ts';
import { msg, quote, str } from '../../localization/msg.ts';

/** How to get a key into an app, in the words of the app's own menu where we know them. */
type Menu = readonly string[];

export const menuOf = (way: Way | undefined, locale: Locale): Menu | undefined => way && inLanguage(way.menu, locale);

/** “Menu” → “Entry”, in the app's own words. */
export const menuPath = (labels: Menu): string => labels.map(quote).join(' → ');

export function scanWords(menu: Menu | undefined, onPhone: boolean): string {
  if (onPhone) return msg('To use another phone, scan this code with it.');
  return menu
    ? msg(str`In the app, tap ${menuPath(menu)} and point the phone here.`)
    : msg('In the app, choose to scan a QR code and point the phone here.');
}

/** Where the QR code stands on the institution's own page, and not on this one. */
export const scanThereWords = (menu: Menu | undefined): string =>
  menu
    ? msg(str`In the app, tap ${menuPath(menu)} and point the phone at the QR code on that page.`)
    : msg('In the app, choose to scan a QR code and point the phone at the one on that page.');

export function keyWords(menu: Menu | undefined, onPhone: boolean): string {
  if (onPhone) {
    return menu
      ? msg(str`Or copy this key, tap ${menuPath(menu)} in the app, and paste it. Any account name will do.`)
      : msg('Or copy this key, choose to enter a key in the app, and paste it. Any account name will do.');
  }
  return menu
    ? msg(str`Without a camera: in the app, tap ${menuPath(menu)} and type this key. Any account name will do.`)
    : msg('Without a camera: choose to enter a key in the app and type this one. Any account name will do.');
}
