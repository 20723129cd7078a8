import { MfaError } from '../contract/mfa-error.ts';
import type { Profile } from '../profiles/schema.ts';

const shipped: Record<string, () => Promise<{ profile: Profile }>> = {
  'kyoto-u': () => import('../profiles/kyoto-u.ts'),
  neutral: () => import('../profiles/neutral.ts'),
};
const limitBytes = 100_000;

/**
 * The institution's profile: one of ours by name, an object, or the address of a JSON file.
 * Throws `bad_answer` when it does not fit the schema, `offline` when it cannot be fetched.
 */
export async function loadProfile(source: string | object | undefined): Promise<Profile> {
  const own = shipped[typeof source === 'string' ? source : source ? '' : 'neutral'];
  if (own) return (await own()).profile;
  const [{ profileSchema }, data] = await Promise.all([
    import('../profiles/schema.ts'),
    typeof source === 'string' ? fetchJson(source) : source,
  ]);
  const parsed = profileSchema.safeParse(data);
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
