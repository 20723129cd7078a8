import type { Context } from '../flows/machine/machine.ts';

/** Each calls itself by the names of those below it, too. */
const browsers = [
  ['edge', /Edg/],
  ['firefox', /Firefox|FxiOS/],
  ['chrome', /Chrome|CriOS/],
  ['safari', /Safari/],
] as const;
const systems = [
  ['android', /Android/],
  ['windows', /Windows/],
  ['macos', /Macintosh/],
  ['chromeos', /CrOS/],
  ['linux', /Linux/],
] as const;

/**
 * What the browser tells of the device it runs on: enough to put the link first on a phone, to name its store, and to
 * offer a name. Null where it does not say, and for a browser that calls itself by others’ names only.
 */
export function thisDevice({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> = navigator): Context['device'] {
  const browser = /OPR|SamsungBrowser|YaBrowser/.test(userAgent)
    ? null
    : (browsers.find(([, marks]) => marks.test(userAgent))?.[0] ?? null);
  // An iPad calls itself a Macintosh; no Macintosh has a touch screen.
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  const platform = isApple ? 'ios' : (systems.find(([, marks]) => marks.test(userAgent))?.[0] ?? null);
  return { form: isApple || platform === 'android' ? 'phone' : 'computer', platform, browser };
}
