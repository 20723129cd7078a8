import type { Context } from '../flows/machine.ts';

/** What the browser tells of the device it runs on: enough to put the link first on a phone, and to guess a name. */
export function thisDevice({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> = navigator): Context['device'] {
  // An iPad calls itself a Macintosh; no Macintosh has a touch screen.
  if (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1))
    return { form: 'phone', platform: 'ios' };
  if (/Android/.test(userAgent)) return { form: 'phone', platform: 'android' };
  const platform = (
    [
      [/Windows/, 'windows'],
      [/Macintosh/, 'macos'],
      [/CrOS/, 'chromeos'],
      [/Linux/, 'linux'],
    ] as const
  ).find(([pattern]) => pattern.test(userAgent))?.[1];
  return { form: 'computer', platform: platform ?? null };
}
