import type { Words } from '../../localization/languages.ts';

/** What an institution says in its notices. */
export interface NoticeOptions {
  /** The institution as its people read it, in each language. Default: `institution.issuer`. */
  name?: Words;
  /** The first lines of each message, in place of a logo: a name, a department, a rule of signs. Default: the name. */
  logo?: string;
  /** Where the person finds the list of devices. */
  devicesUrl?: string;
  /** Where the person asks for help: a page, or a text with a telephone number. */
  help?: string;
  /** Of the time that is told, such as `Asia/Tokyo`. Default: `UTC`. */
  timeZone?: string;
}

export type Notices = NoticeOptions | 'elsewhere' | 'off';

const longest = 500;

/** Checked. Throws for what would make no message. */
export function noticesOf(given: Notices = {}): Notices {
  if (typeof given === 'string') return given;
  const { name, logo = '', devicesUrl = '', help = '', timeZone = 'UTC' } = given;
  for (const text of [...(name ? Object.values(name) : []), logo, devicesUrl, help])
    if (text && text.length > longest) throw new RangeError(`notices: a text has ${longest} characters at most.`);
  // Throws a RangeError that names it.
  new Intl.DateTimeFormat('en', { timeZone });
  return given;
}
