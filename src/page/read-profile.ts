import { MfaError } from '../contract/mfa-error.ts';
import { profileSchema, type Profile } from '../profiles/schema.ts';

const limitBytes = 100_000;

/** A profile that is not ours: fetched when `source` is an address, and checked in any case. */
export async function readProfile(source: string | object): Promise<Profile> {
  const parsed = profileSchema.safeParse(typeof source === 'string' ? await fetchJson(source) : source);
  if (!parsed.success) throw new MfaError({ code: 'bad_answer' }, { cause: parsed.error });
  return parsed.data;
}

async function fetchJson(address: string): Promise<unknown> {
  let text: string;
  try {
    const response = await fetch(address, { credentials: 'omit' });
    text = response.ok ? await response.text() : '';
  } catch (cause) {
    throw new MfaError({ code: 'offline' }, { cause });
  }
  try {
    return text.length > limitBytes ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
