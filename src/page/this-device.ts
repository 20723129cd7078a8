import type { Context } from '../flows/machine/machine.ts';

/** What the browser tells of the device it runs on: enough to put the link first on a phone, and to name its store. */
export function thisDevice({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> = navigator): Context['device'] {
  // An iPad calls itself a Macintosh; no Macintosh has a touch screen.
  const isApple = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  const platform = isApple ? 'ios' : /Android/.test(userAgent) ? 'android' : null;
  return { form: platform ? 'phone' : 'computer', platform, userAgent };
}
