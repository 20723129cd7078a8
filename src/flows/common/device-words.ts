import { placeOf } from '../../apps/app.ts';
import type { Device, Platform } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';

/** Proper names, the same in every language. */
const platformNames: Record<Platform, string> & Record<string, string | undefined> = {
  ios: 'iOS',
  android: 'Android',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};

function placeWords(kind: Device['kind']): string {
  switch (placeOf(kind)) {
    case 'smartphone':
      return msg('Smartphone');
    case 'browser':
      return msg('Browser');
    case undefined:
      return msg('Another kind of device');
  }
}

/** The kind of a device in words, as far as we know it. */
export const kindWords = ({ kind, platform }: Device): string => {
  const system = platform !== null && Object.hasOwn(platformNames, platform) && platformNames[platform];
  return system ? `${placeWords(kind)} · ${system}` : placeWords(kind);
};

/** A day as the reader writes it, in the time zone of the reader. */
export const dayWords = (time: string, { locale }: Context): string =>
  (days[locale] ??= new Intl.DateTimeFormat(locale, { dateStyle: 'long' })).format(new Date(time));
/** Making a formatter takes longer than formatting a whole list with it. */
const days: Partial<Record<Context['locale'], Intl.DateTimeFormat>> = {};

/**
 * What a device is, since when it is there, and when its code was last taken. `isCopy`: others have the same key, and
 * which of them made a code nobody can tell.
 */
export function deviceFacts(device: Device, isCopy: boolean, context: Context): string[] {
  const { addedAt, lastUsedAt } = device;
  const added = dayWords(addedAt, context);
  if (isCopy) return [kindWords(device), msg(str`Added on ${added}`)];
  return [
    kindWords(device),
    lastUsedAt
      ? msg(str`Added on ${added}, last used on ${dayWords(lastUsedAt, context)}`)
      : msg(str`Added on ${added}, not used yet`),
  ];
}
