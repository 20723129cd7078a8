import { schemas } from '../../contract/schemas.ts';
import type { WrittenPolicy } from '../../contract/types.ts';
import type { SecretBytes } from '../../core/secret-bytes.ts';
import { nameOf } from '../../text/name.ts';
import { toHex } from '../bytes.ts';
import { isPlain, longestSubject } from '../sessions/rules.ts';
import type { DeviceRow } from '../store/devices.ts';
import { base32 } from '../totp.ts';
import type { FoundKey, Reason } from './found.ts';

/** A key that can be taken, and whose it is. */
export interface WeighedKey extends Readonly<WrittenPolicy['app']> {
  row: number;
  subject: string;
  key: SecretBytes;
  kind: DeviceRow['kind'];
  platform: DeviceRow['platform'];
  /** Undefined: it gets the usual name of its kind. */
  name: string | undefined;
}

/** A row that is not taken. The subject is there where it is known to be one. */
export interface RefusedRow {
  row: number;
  subject?: string | undefined;
  why: Reason;
}

export interface Rules {
  /** How many digits the pages of the institution ask for (`policy.app.digits`). */
  digits: number;
  /** For keys whose file does not say. */
  algorithm?: WrittenPolicy['app']['algorithm'] | undefined;
  kind: DeviceRow['kind'];
  /** Whether keys of 10 bytes will do, which RFC 4226 (R6) does not allow and many services have given. */
  shortKeys: boolean;
  /** From what the file calls a person or a device to the subject; undefined: the file’s own name is the subject. */
  people?: ReadonlyMap<string, string> | undefined;
  secretModel: WrittenPolicy['secretModel'];
}

/**
 * What can be taken of a file, and what not. Where a key is several people’s, or a person has several keys and may have
 * one, none of these rows is taken: nobody here knows which one is right.
 */
export function weighAll(found: readonly FoundKey[], rules: Rules): (WeighedKey | RefusedRow)[] {
  const weighed = found.map((each) => weigh(each, rules));
  const owners = new Map<string, Set<string>>();
  const keys = new Map<string, Set<string>>();
  for (const each of weighed) {
    if ('why' in each) continue;
    const bytes = toHex(each.key.reveal());
    owners.set(bytes, (owners.get(bytes) ?? new Set()).add(each.subject));
    keys.set(each.subject, (keys.get(each.subject) ?? new Set()).add(bytes));
  }
  const taken = new Set<string>();
  return weighed.map((each) => {
    if ('why' in each) return each;
    const { row, subject, key } = each;
    const bytes = toHex(key.reveal());
    if (owners.get(bytes)!.size > 1) return { row, subject, why: 'of_several' };
    if (rules.secretModel === 'shared' && keys.get(subject)!.size > 1) return { row, subject, why: 'several_keys' };
    if (taken.has(bytes)) return { row, subject, why: 'repeated' };
    taken.add(bytes);
    return each;
  });
}

function weigh(found: FoundKey, rules: Rules): WeighedKey | RefusedRow {
  const { row, key } = found;
  if (!found.isTimeBased) return { row, why: 'not_time_based' };
  // Without a key to compare it with, what stands for the person may be the key.
  if ('why' in key) return { row, why: key.why };
  const subject = subjectOf(found, rules);
  if (typeof subject !== 'string') return { row, ...subject };
  const bytes = key.reveal();
  if (hides(subject, bytes) || (!rules.people && isLikeKey(subject))) return { row, why: 'person' };
  // A short name is a short key in Base32: again the key may be where the person should stand.
  if (bytes.length < (rules.shortKeys ? 10 : 16)) return { row, why: 'short_key' };
  const refused = (why: Reason) => ({ row, subject, why });
  if (bytes.length > 128) return refused('long_key');
  if (found.algorithm === 'unsaid' && !rules.algorithm) return refused('algorithm_unsaid');
  const algorithm = algorithmOf(found.algorithm === 'unsaid' ? undefined : found.algorithm, rules);
  const app = appRules.safeParse({ algorithm, digits: found.digits ?? 6, periodS: found.periodS ?? 30 });
  if (!app.success) return refused(reasonOf[app.error.issues[0]!.path[0] as keyof typeof reasonOf]);
  if (app.data.digits !== rules.digits) return refused('other_digits');
  const kind = deviceShape.kind.safeParse(found.kind?.toLowerCase() ?? rules.kind);
  const platform = deviceShape.platform.safeParse(found.platform?.toLowerCase() ?? null);
  if (!kind.success || !platform.success) return refused('kind');
  const named = [...nameOf(found.name ?? '')].slice(0, 64).join('').trim();
  const name = named && !hides(named, bytes) ? named : undefined;
  return { row, subject, key, ...app.data, kind: kind.data, platform: platform.data, name };
}

const appRules = schemas.policy.shape.app;
const deviceShape = schemas.device.shape;
const reasonOf = { algorithm: 'algorithm', digits: 'digits', periodS: 'period' } as const;

function subjectOf({ user, serials }: FoundKey, { people }: Rules): string | Pick<RefusedRow, 'why'> {
  const names = [user, ...serials].filter((name) => name !== undefined);
  if (!people && user === undefined) return { why: 'no_person' };
  const subject = people ? names.map((name) => people.get(name)).find((each) => each !== undefined) : user;
  if (subject === undefined) return { why: names.length ? 'not_listed' : 'no_person' };
  return isPlain(subject) && subject.length <= longestSubject ? subject : { why: 'person' };
}

/** `sha256`, `HMAC-SHA-256`, `HmacSHA256` and their like. */
function algorithmOf(written: string | undefined, rules: Rules): string {
  if (written === undefined) return rules.algorithm ?? 'SHA1';
  const size = /^(?:hmac[-_ ]?)?sha[-_ ]?(1|256|512)$/i.exec(written)?.[1];
  return size ? `SHA${size}` : 'another';
}

/** Base32 or hexadecimal of 16 bytes or more, and nothing else. */
const isLikeKey = (name: string): boolean => /^(?:[A-Z2-7]{26,}=*|[\da-f]{32,})$/i.test(name);

/** Whether a name holds the key of its row: columns that were mixed up must not show one, or store it in the clear. */
function hides(name: string, key: Uint8Array<ArrayBuffer>): boolean {
  const letters = name.toUpperCase().replace(/[\s:-]/g, '');
  const forms = [base32(key), toHex(key).toUpperCase()].filter((form) => form.length >= 8);
  return forms.some((form) => letters.includes(form));
}
