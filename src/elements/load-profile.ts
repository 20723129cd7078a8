import { profile as kyotoU } from '../profiles/kyoto-u.ts';
import type { Profile } from '../profiles/schema.ts';

/** The one this library was made for comes along: smaller than the request for it. */
const shipped: Record<string, () => Profile | Promise<Profile>> = {
  'kyoto-u': () => kyotoU,
  neutral: async () => (await import('../profiles/neutral.ts')).profile,
};

/**
 * The institution's profile: one of ours by name, an object, or the address of a JSON file.
 * Throws `bad_answer` when it does not fit the schema, `offline` when it cannot be fetched.
 */
export async function loadProfile(source: string | object = 'neutral'): Promise<Profile> {
  const own = typeof source === 'string' && Object.hasOwn(shipped, source) && shipped[source];
  return own ? own() : (await import('./read-profile.ts')).readProfile(source);
}
