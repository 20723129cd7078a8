import type { Context } from '../machine/machine.ts';
import { thisBrowser, thisSystem } from './this-browser.ts';

/** As their makers write them, in every language. */
const names = { chrome: 'Chrome', edge: 'Edge', firefox: 'Firefox', safari: 'Safari' } as const;

/**
 * What a browser of this computer may be called in a list, in every language: “Chrome (Windows)”. `word`: one of which
 * nothing is known.
 */
export function browserName(word: string, context: Context, browser = thisBrowser(context)): string {
  const name = browser ? names[browser] : word;
  const system = thisSystem(context);
  return system ? `${name} (${system})` : name;
}
