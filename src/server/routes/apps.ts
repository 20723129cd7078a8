import { note, type Change, type Context } from '../context.ts';
import {
  beginOrResume,
  cancel,
  isShared,
  keyOf,
  makeSecret,
  promote,
  proveOwnSecret,
  requireMailFirst,
  requirePending,
} from '../enrolment.ts';
import { endWhatNeededNoFactor, hasFactor, makeFresh } from '../fresh.ts';
import { triesFor } from '../guess.ts';
import { Refusal } from '../refusal.ts';
import { attempts, devices, enrolments, secrets } from '../store/store.ts';
import { deviceOutput, pendingOutput } from '../outputs.ts';

/**
 * The first app; further ones come by sync. With `anew` a new key though there is one: in the shared model the only one
 * from then on, which ends the copies nobody can reach; in the per-device model one more, for somebody who has no other
 * device at hand. What works goes on until the new key is proven.
 */
export const beginApp: Change<'beginApp'> = {
  async change(context, { anew, ...device }) {
    const { database, personId } = context;
    await requireMailFirst(context);
    if (!anew && (await secrets.secretsInUse(database, personId)).length) throw new Refusal('already_enrolled');
    const row = await beginOrResume(context, 'app', { device, start: () => makeSecret(context) });
    const secret = await secrets.findSecret(database, personId, row.secretId!);
    await note(context, 'app-begun', { enrolment: row.id });
    return { ...pendingOutput(row, await triesFor(context, 'enrolment')), key: await keyOf(context, secret!) };
  },
};

export const confirmApp: Change<'confirmApp'> = {
  async change(context, { id, code, name }) {
    const row = await requirePending(context, 'app', id);
    const secret = await proveOwnSecret(context, row, code);
    if (secret instanceof Refusal) return secret;
    const isFirst = !(await hasFactor(context));
    const device = await promote(context, row, { secretId: secret.id, name });
    if (isFirst) await endWhatNeededNoFactor(context);
    const needSync = isShared(context) ? await endOtherSecrets(context, secret.id) : 0;
    await makeFresh(context);
    await note(context, 'app-confirmed', { device: device.id, ...(needSync && { replaced: true }) });
    return { device: deviceOutput(device, 0) };
  },
};

/** Devices with another secret need a sync; answers how many. A pending sync would copy the secret that has just ended. */
async function endOtherSecrets(context: Context, secretId: string): Promise<number> {
  const { database, personId } = context;
  const needSync = await devices.takeOtherSecrets(database, personId, secretId);
  await secrets.eraseUnusedSecrets(database, personId);
  await enrolments.endEnrolments(database, personId, 'sync');
  // Wrong codes for a secret that is gone do not count for the next one.
  await attempts.forgive(database, personId, 'app');
  if (needSync) await note(context, 'key-renewed', { needSync });
  return needSync;
}

export const cancelApp: Change<'cancelApp'> = {
  async change(context, { id }) {
    await cancel(context, 'app', id);
    await note(context, 'app-cancelled', { enrolment: id });
    return {};
  },
};
