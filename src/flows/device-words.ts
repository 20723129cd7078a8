import type { Device, Platform } from '../contract/types.ts';
import { msg, str } from '../localization/msg.ts';
import type { Context } from './machine.ts';

/** Proper names, the same in every language. */
const platformNames: Record<Platform, string> = {
  ios: 'iOS',
  android: 'Android',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};

const kindWords = ({ kind, platform }: Device): string => {
  const name = kind === 'smartphone' ? msg('Smartphone') : msg('Browser');
  return platform ? `${name} · ${platformNames[platform]}` : name;
};

/** A day as the reader writes it; where they are, not where the server is. */
export const dayWords = (time: string, { locale }: Context): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(time));

/** What a device is, since when it is there, and when its code was last taken. */
export function deviceFacts(device: Device, context: Context): string[] {
  const { addedAt, lastUsedAt } = device;
  return [
    kindWords(device),
    lastUsedAt
      ? msg(str`Added on ${dayWords(addedAt, context)}, last used on ${dayWords(lastUsedAt, context)}`)
      : msg(str`Added on ${dayWords(addedAt, context)}, not used yet`),
  ];
}

/** Those whose codes are taken. */
export const working = (devices: readonly Device[]): Device[] => devices.filter(({ needsSync }) => !needsSync);
