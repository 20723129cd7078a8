import { browserNames, browserOf, computerOf } from './user-agent.ts';

/**
 * A browser in words of ours, “Chrome (Windows)”, from what it says that it is; null where nothing in that is known. No
 * part of the text goes on: whoever sends a request may write into it what they like.
 */
export function agentName(userAgent: string): string | null {
  const browser = browserOf(userAgent);
  const system = /iPhone|iPad/.test(userAgent) ? 'iOS' : /Android/.test(userAgent) ? 'Android' : computerOf(userAgent);
  const name = browser && browserNames[browser];
  return name && system ? `${name} (${system})` : (name ?? system ?? null);
}
