import { fold } from '../text/fold.ts';
import { nameOf } from '../text/name.ts';
import { keyInGroups, splitLabel } from './address.ts';

/** Cleans names, so that an account has the same names from whatever source. */

interface Names {
  issuer: string;
  account: string;
}

/**
 * Some apps keep names as they stood in the address, some encode twice (the Authenticator extension 8.0.2). Only what an
 * encoder writes is decoded, so that a name such as `100%41` stays.
 */
function decoded(name: string): string {
  if (!/%[0-9a-f]{2}/i.test(name)) return name;
  try {
    const escapes = name.match(/(?:%[0-9a-f]{2})+/gi) ?? [];
    const isEncoded = escapes.every((escape) => !/[\w.!~*'()-]/.test(decodeURIComponent(escape)));
    return isEncoded ? decodeURIComponent(name) : name;
  } catch {
    return name;
  }
}

/** In an encoded name without a blank, a plus sign between letters is a blank. `C++` and `Google+` stay. */
const withBlanks = (name: string): string =>
  /\s/.test(name) ? name : name.replace(/([\p{L}\p{N}.])\+(?=[\p{L}\p{N}])/gu, '$1 ');

const colons = /^[\s:：]+|[\s:：]+$/g;

/** The names of a file, cleaned, without the issuer in front of the account. */
export function namesOf(written: Names): Names {
  const issuer = nameOf(withBlanks(decoded(decoded(written.issuer)))).replace(colons, '');
  const account = nameOf(decoded(decoded(written.account)));
  if (!issuer) {
    const names = splitLabel(account, '');
    return { issuer: withBlanks(names.issuer), account: names.account.replace(/^[\s:：]+/, '') };
  }
  // The issuer may hold a colon, too. We compare it as people would.
  for (let colon = account.indexOf(':'); colon > 0; colon = account.indexOf(':', colon + 1)) {
    if (fold(withBlanks(account.slice(0, colon))) === fold(issuer))
      return { issuer, account: account.slice(colon + 1).trim() };
  }
  return { issuer, account: account.replace(/^[\s:：]+/, '') };
}

/** Whether a name holds a key of the same source, or a part of an address. We do not pass such a name on. */
export function hidesKey(keys: ReadonlySet<string>): (name: string) => boolean {
  const lengths = [...new Set([...keys].map(({ length }) => length))].filter((length) => length >= 8).slice(0, 40);
  return (name) => {
    if (/otpauth|secret\s*(=|%3d)/i.test(name) || /(?=[A-Z]*[2-7])[A-Z2-7]{16}/.test(name) || keyInGroups.test(name))
      return true;
    // The name may hold the key in groups.
    const letters = name.toUpperCase().replace(/[\s-]/g, '');
    return (letters.match(/[A-Z2-7]{8,}/g) ?? []).some((run) =>
      lengths.some((length) => {
        for (let at = 0; at + length <= run.length; at++) if (keys.has(run.slice(at, at + length))) return true;
        return false;
      }),
    );
  };
}
