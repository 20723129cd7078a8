import { appCode, byOathtool, hasOathtool } from './oath.ts';
import type { Visitor } from './visitor.ts';
import { hasZbarimg, readQr } from './zbarimg.ts';

/** An authenticator app in the person's hand. */
export interface Authenticator {
  /** What it was given. */
  uri: string;
  secret: string;
  /** The digits it shows, by its own clock. */
  code(atMs?: number): string;
}

/** For titles: which judges are not at hand, and what takes their place. */
export const judges = [
  ...(hasZbarimg ? [] : ['zbarimg is missing: the key is typed']),
  ...(hasOathtool ? [] : ['oathtool is missing: node:crypto makes the codes']),
]
  .map((words) => ` [${words}]`)
  .join('');

/** An app that holds what a key URI says. */
export function authenticatorFrom(uri: string): Authenticator {
  const { searchParams } = new URL(uri);
  const key = {
    secret: searchParams.get('secret') ?? '',
    digits: Number(searchParams.get('digits') ?? 6),
    periodS: Number(searchParams.get('period') ?? 30),
    algorithm: 'SHA1' as const,
  };
  const make = hasOathtool ? byOathtool : appCode;
  return { uri, secret: key.secret, code: (atMs = Date.now()) => make(key, new Date(atMs)) };
}

/** Digits that a page showed, and when they were read. */
export interface Sighting {
  digits: string;
  fromMs: number;
  toMs: number;
}

export async function sight(read: () => Promise<string>): Promise<Sighting> {
  const fromMs = Date.now();
  const digits = (await read()).replace(/\s/g, '');
  return { digits, fromMs, toMs: Date.now() };
}

/** Whether the app showed these digits then. A page goes by the clock of its server, which is told in whole seconds. */
export const showed = (app: Authenticator, { digits, fromMs, toMs }: Sighting): boolean =>
  [fromMs - 1500, toMs + 1500].some((atMs) => app.code(atMs) === digits);

/** Points an app at the screen: it gets what a picture of the window holds. Without ZBar the key is typed. */
export async function scan(visitor: Visitor, qr = visitor.qr): Promise<Authenticator> {
  await qr.scrollIntoViewIfNeeded();
  if (!hasZbarimg) return authenticatorFrom(`otpauth://totp/typed?secret=${await visitor.key()}`);
  return authenticatorFrom(readQr(await visitor.page.screenshot()));
}
