import { browserOf, computerOf, type Browser } from '../../text/user-agent.ts';
import type { Context } from '../machine/machine.ts';

export type { Browser } from '../../text/user-agent.ts';

/** The browser that this page is in; null where it does not say, or says that it is another one. */
export const thisBrowser = ({ device: { userAgent } }: Context): Browser | null => browserOf(userAgent);

/** As its makers write it, in every language. */
export function thisSystem({ device: { platform, userAgent } }: Context): string | undefined {
  if (platform) return platform === 'ios' ? 'iOS' : 'Android';
  return computerOf(userAgent);
}
