import type { Context } from '../machine/machine.ts';

/** A time of day as the reader writes it, on this device's clock. */
export const timeWords = (ms: number, { locale }: Context): string =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(ms);
