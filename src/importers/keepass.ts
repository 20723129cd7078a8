import { isAddress, readAddress } from './address.ts';
import { hexBytes, utf8 } from './bytes.ts';
import * as csv from './csv.ts';
import type { Found, Outcome, Source } from './found.ts';
import { entryLimit } from './json.ts';
import { unescaped } from './xml.ts';

/** KeePass and KeePassXC, as XML and CSV. Of an entry only the title, the user and the key of its codes are read. */

/** `key=…&step=…&size=…`, as KeeOtp writes it. */
function foundInQuery(query: string): Found {
  const { key, step, size, otphashmode, type } = Object.fromEntries(
    [...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]),
  );
  return { secret: key, period: step, digits: size, algorithm: otphashmode, type };
}

/** The fields in which the programs and their plug-ins keep the key. */
function foundIn(fields: Map<string, string>): Found | undefined {
  const field = (name: string) => fields.get(name) || undefined;
  const otp = field('otp');
  if (otp) return isAddress(otp) ? readAddress(otp) : foundInQuery(otp);
  const { digits, period, algorithm } = {
    digits: field('TimeOtp-Length'),
    period: field('TimeOtp-Period'),
    algorithm: field('TimeOtp-Algorithm'),
  };
  const seed = field('TOTP Seed');
  const [interval, length] = (field('TOTP Settings') ?? '').split(';');
  if (seed) return { secret: seed, period: interval, digits: length };
  const hex = field('TimeOtp-Secret-Hex');
  const text = field('TimeOtp-Secret');
  const secret = field('TimeOtp-Secret-Base32') ?? (hex ? (hexBytes(hex) ?? '!') : text && utf8(text));
  if (secret) return { secret, digits, period, algorithm };
  return [...fields.keys()].some((name) => name.startsWith('HmacOtp-')) ? { type: 'hotp' } : undefined;
}

function foundInXml(text: string): Found[] {
  const found: Found[] = [];
  const parts = /<(\/?)(Entry|History)>|<Key>([^<]{0,200})<\/Key>\s{0,99}<Value[^>]{0,200}>([^<]{0,5000})<\/Value>/g;
  let fields = new Map<string, string>();
  // An entry holds its own history, which we skip.
  let isPast = false;
  for (const [, slash, element, name, value] of text.matchAll(parts)) {
    if (element === 'History') isPast = !slash;
    else if (isPast) continue;
    else if (element && !slash) fields = new Map();
    else if (element) {
      const account = foundIn(fields);
      const names = {
        issuer: account?.issuer || fields.get('Title'),
        account: account?.account || fields.get('UserName'),
      };
      if (account) found.push({ ...account, ...names });
      if (found.length > entryLimit) break;
    } else fields.set(unescaped(name!), unescaped(value!));
  }
  return found;
}

export const read = (source: Source): Outcome =>
  source.text.startsWith('<') ? foundInXml(source.text) : csv.read(source);
