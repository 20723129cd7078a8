import type { Context } from '../machine/machine.ts';

export type Browser = 'chrome' | 'edge' | 'firefox' | 'safari';

/** Each calls itself by the names of those below it, too. */
const browsers: readonly (readonly [Browser | null, RegExp])[] = [
  [null, /OPR|SamsungBrowser|YaBrowser/],
  ['edge', /Edg/],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
];
const systems = [
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Chromebook', /CrOS/],
  ['Linux', /Linux/],
] as const;

/** The browser that this page is in; null where it does not say, or says that it is another one. */
export const thisBrowser = ({ device: { userAgent } }: Context): Browser | null =>
  browsers.find(([, marks]) => marks.test(userAgent))?.[0] ?? null;

/** As its makers write it, in every language. */
export function thisSystem({ device: { platform, userAgent } }: Context): string | undefined {
  if (platform) return platform === 'ios' ? 'iOS' : 'Android';
  return systems.find(([, marks]) => marks.test(userAgent))?.[0];
}
