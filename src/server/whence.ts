import type { Locale } from '../localization/languages.ts';
import { nameOf } from '../text/name.ts';

/** Where a request comes from, as the audit keeps it. Personal data: it ends with the audit. */
export type Whence = {
  /** The network address. */
  address?: string;
  /** What the browser says that it is, cleaned: somebody may have written anything into it. */
  agent?: string;
  /** What the reader wants of our texts. */
  language?: Locale;
};

const longestAgent = 200;

export function whenceOf({
  address,
  agent,
  language,
}: {
  address?: string | null | undefined;
  agent?: string | null | undefined;
  language: Locale | null;
}): Whence {
  const name = nameOf((agent ?? '').slice(0, longestAgent));
  const isAddress = address && /^[0-9A-Fa-f:.]{2,45}$/.test(address);
  return { ...(isAddress && { address }), ...(name && { agent: name }), ...(language && { language }) };
}
