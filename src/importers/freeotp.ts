import type { Found, Outcome, Source } from './found.ts';
import { entryLimit, membersOf, parseJson } from './json.ts';
import { foundInToken } from './freeotp-plus.ts';
import { unescaped } from './xml.ts';

/** FreeOTP 1: the app's own settings, an Android `<map>` of texts that are JSON. */
function foundIn(text: string): Found[] {
  const found: Found[] = [];
  for (const element of text.split('<string ', entryLimit + 3).slice(1)) {
    const inside = element.slice(element.indexOf('>') + 1, element.indexOf('<'));
    const token = membersOf(parseJson(unescaped(inside)));
    if ('algo' in token || 'issuerExt' in token || 'secret' in token) found.push(foundInToken(token));
  }
  return found;
}

export async function read({ text, bytes, password, work }: Source): Promise<Outcome> {
  if (text) return foundIn(text);
  if (!password) return 'locked';
  const { open } = await import('./freeotp-backup.ts');
  return open(bytes, password, work);
}
