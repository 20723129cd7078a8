import { clockReach, matchCode, requireSomeLength, useUp } from '../app-code.ts';
import { note, type Change, type Context } from '../context.ts';
import { guess } from '../guess.ts';
import { Refusal } from '../refusal.ts';
import { devices, secrets } from '../store/store.ts';

/**
 * "Does my code work?" A right code is used up. A code from a clock that is further off than a sign-in would forgive is
 * answered with its distance, so that the person can set the clock; it is not accepted, and counts as a wrong one. No
 * answer tells of a code that can still be used: who guesses must not learn what will open a step-up in some minutes.
 */
export const checkCode: Change<'checkCode'> = {
  async change(context, { code }) {
    const { database, personId, now } = context;
    const rows = await secrets.secretsInUse(database, personId);
    if (!rows.length) throw new Refusal('not_found', { detail: 'No app is set up.' });
    requireSomeLength(rows, code);
    const match = await guess(context, 'app', () => matchCode(context, rows, code));
    if (match instanceof Refusal) return farOff(context, { rows, code, refusal: match });
    await useUp(context, match);
    const used = await devices.markUsed(database, match.secret.id, now);
    await note(context, 'code-checked', { delta: match.delta });
    return { deltaSteps: match.delta, deviceId: used.length === 1 ? used[0]!.id : null };
  },
};

async function farOff(
  context: Context,
  { rows, code, refusal }: { rows: Parameters<typeof matchCode>[1]; code: string; refusal: Refusal },
) {
  const match = refusal.code === 'invalid_code' && (await matchCode(context, rows, code, clockReach));
  if (!match) return refusal;
  const { step, delta, secret } = match;
  if (delta > 0) await secrets.rememberTold(context.database, secret.id, { step, current: step - delta });
  const holders = (await devices.listDevices(context.database, context.personId)).filter(
    ({ secretId }) => secretId === match.secret.id,
  );
  return { deltaSteps: match.delta, deviceId: holders.length === 1 ? holders[0]!.id : null };
}
