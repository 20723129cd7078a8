import { browserNames } from '../../text/user-agent.ts';
import type { Context } from '../machine/machine.ts';
import { thisBrowser, thisSystem } from './this-browser.ts';

/**
 * What a browser of this computer may be called in a list, in every language: “Chrome (Windows)”. `word`: one of which
 * nothing is known.
 */
export function browserName(word: string, context: Context, browser = thisBrowser(context)): string {
  const name = browser ? browserNames[browser] : word;
  const system = thisSystem(context);
  return system ? `${name} (${system})` : name;
}
