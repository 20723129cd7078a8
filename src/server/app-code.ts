import { note, type Context } from './context.ts';
import { guess, requireLength } from './guess.ts';
import { Refusal } from './refusal.ts';
import type { SealContext } from './sealing.ts';
import type { SecretRow } from './store/secrets.ts';
import { secrets } from './store/store.ts';
import { findStep, type TotpKey } from './totp.ts';

export const secretContext = ({ personId, id }: Pick<SecretRow, 'personId' | 'id'>): SealContext => ({
  personId,
  purpose: 'totp-secret',
  id,
});

/** The key of a stored secret, opened. */
export async function openKey(
  { services }: { services: Pick<Context['services'], 'sealing'> },
  row: SecretRow,
): Promise<TotpKey> {
  const { digits, periodS, algorithm } = row;
  return { secret: await services.sealing.open(row, secretContext(row)), digits, periodS, algorithm };
}

export interface Match {
  secret: SecretRow;
  step: number;
  delta: number;
}

/** How many steps away a code is still recognised as that of a wrong clock: five minutes at the usual 30 s. */
export const clockReach = 10;

/** The secret and time step a code belongs to, nearest first, within `reach` steps. */
export async function matchCode(
  context: Pick<Context, 'services' | 'now'>,
  rows: readonly SecretRow[],
  code: string,
  reach = 1,
): Promise<Match | null> {
  let best: Match | null = null;
  for (const secret of rows) {
    if (secret.digits !== code.length) continue;
    const key = await openKey(context, secret);
    const found = findStep(key, code, context.now, reach);
    key.secret.fill(0);
    if (found && (!best || Math.abs(found.delta) < Math.abs(best.delta))) best = { secret, ...found };
  }
  return best;
}

/** Refuses with `wrong_length` when no secret makes codes of this length. */
export function requireSomeLength(rows: readonly SecretRow[], code: string): void {
  if (!rows.some(({ digits }) => digits === code.length)) requireLength(code, rows[0]!.digits);
}

/** Uses a code up. Throws `code_replayed` for one whose step, or a newer one, was accepted before: that costs no attempt. */
export async function useUp(context: Context, { secret, step }: Match): Promise<void> {
  if (!(await secrets.acceptStep(context.database, secret.id, step))) throw new Refusal('code_replayed');
}

/** Proves with a code of one of the person's working apps, and uses the code up. */
export async function proveByApp(context: Context, code: string): Promise<Match | Refusal> {
  const rows = await secrets.secretsInUse(context.database, context.personId);
  if (!rows.length) throw new Refusal('not_found', { detail: 'No app is set up.' });
  requireSomeLength(rows, code);
  const match = await guess(context, 'app', () => matchCode(context, rows, code));
  if (match instanceof Refusal) return match;
  await useUp(context, match);
  await note(context, 'code-checked', { delta: match.delta });
  return match;
}
