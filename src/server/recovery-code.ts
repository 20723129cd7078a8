import type { Context } from './context.ts';
import { guess, requireLength } from './guess.ts';
import type { Services } from './options.ts';
import { Refusal } from './refusal.ts';
import type { KeyedHash } from './sealing.ts';
import { recovery } from './store/store.ts';

/** Ten digits: 33 bits, behind a limit of a few guesses a day (NIST SP 800-63B-4 §3.1.2.2 asks for 20 bits then). */
export const recoveryDigits = 10;

/** The text that we hash and store. */
export const hashedRecoveryCode = (setId: string, code: string): string => `recovery-code\0${setId}\0${code}`;

/** Which of the unused codes it is. Every one is compared, so that the time taken does not tell which it was. */
export async function findRecoveryCode<Unused extends KeyedHash & { setId: string }>(
  { sealing }: Pick<Services, 'sealing'>,
  unused: readonly Unused[],
  code: string,
): Promise<Unused | null> {
  const matches = await Promise.all(unused.map((each) => sealing.matches(hashedRecoveryCode(each.setId, code), each)));
  return unused[matches.indexOf(true)] ?? null;
}

/** Proves with one of the person's recovery codes, and uses it up. */
export async function proveByRecovery(context: Context, code: string): Promise<true | Refusal> {
  const { database, personId, services } = context;
  requireLength(code, recoveryDigits);
  const unused = await recovery.unusedCodes(database, personId);
  const match = await guess(context, 'recovery', () => findRecoveryCode(services, unused, code));
  if (match instanceof Refusal) return match;
  if (!(await recovery.useCode(database, match))) throw new Refusal('code_replayed');
  return true;
}
