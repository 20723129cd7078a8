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

/** What a browser says that it is; null where it does not say, or says that it is another one. */
export const browserOf = (userAgent: string): Browser | null =>
  browsers.find(([, marks]) => marks.test(userAgent))?.[0] ?? null;

/** The system of a computer, as its makers write it, in every language. */
export const computerOf = (userAgent: string): string | undefined =>
  systems.find(([, marks]) => marks.test(userAgent))?.[0];

/** As their makers write them, in every language. */
export const browserNames = { chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox', safari: 'Safari' } as const;
