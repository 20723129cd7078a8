import { profile as kyotoU } from '../profiles/kyoto-u.ts';
import type { Profile } from '../profiles/schema.ts';

/**
 * The profile of Kyoto University comes along, since it is smaller than a request for it. The words of its settings
 * pages are fetched for guide mode only.
 */
const shipped: Record<string, (forGuide: boolean) => Profile | Promise<Profile>> = {
  'kyoto-u': async (forGuide) => (forGuide ? (await import('../profiles/kyoto-u.guide.ts')).profile : kyotoU),
  neutral: async () => (await import('../profiles/neutral.ts')).profile,
};

/**
 * The institution's profile: one of ours by name, an object, or the address of a JSON file.
 * Throws `bad_answer` when it does not fit the schema, `offline` when it cannot be fetched.
 */
export async function loadProfile(source: string | object = 'neutral', forGuide = false): Promise<Profile> {
  const own = typeof source === 'string' && Object.hasOwn(shipped, source) && shipped[source];
  return own ? own(forGuide) : (await import('./read-profile.ts')).readProfile(source);
}
