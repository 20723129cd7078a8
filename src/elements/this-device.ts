import type { Platform } from '../contract/types.ts';
import type { Context } from '../flows/machine.ts';

const platforms: readonly [RegExp, Platform][] = [
  [/iPhone|iPad|iPod/, 'ios'],
  [/Android/, 'android'],
  [/Windows/, 'windows'],
  [/Macintosh/, 'macos'],
  [/CrOS/, 'chromeos'],
  [/Linux/, 'linux'],
];

/** What the browser tells of the device it runs on: enough to put the link first on a phone, and to guess a name. */
export function thisDevice({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'> = navigator): Context['device'] {
  const named = platforms.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  // An iPad calls itself a Macintosh; no Macintosh has a touch screen.
  const platform = named === 'macos' && maxTouchPoints > 1 ? 'ios' : named;
  return { form: platform === 'ios' || platform === 'android' ? 'phone' : 'computer', platform };
}
