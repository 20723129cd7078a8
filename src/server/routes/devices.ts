import { after, note, type Change, type Context } from '../context.ts';
import { isShared } from '../enrolment.ts';
import { undoLifeMs } from '../limits.ts';
import { Refusal } from '../refusal.ts';
import type { DeviceRow } from '../store/devices.ts';
import { attempts, devices, enrolments, mails, secrets } from '../store/store.ts';
import { deviceOutput } from '../outputs.ts';

async function shown({ database, personId }: Context, row: DeviceRow) {
  return { device: deviceOutput(row, (await attempts.findAttempts(database, personId, 'app'))?.failedSince ?? 0) };
}

export const renameDevice: Change<'renameDevice'> = {
  async change(context, { id, name }) {
    const { database, personId } = context;
    const row = await devices.renameDevice(database, personId, id, name);
    if (!row) throw new Refusal('not_found');
    await note(context, 'device-renamed', { device: id });
    return shown(context, row);
  },
};

/**
 * Takes a device off the list. Where other devices hold the same secret its codes go on working, and the answer says so;
 * otherwise they end at once, and the secret is erased when it can no longer be put back.
 */
export const removeDevice: Change<'removeDevice'> = {
  async change(context, { id }) {
    const { database, personId, now } = context;
    const removed = await devices.removeDevice(database, { personId, id, now });
    if (!removed) throw new Refusal('not_found');
    if (removed.secretId) await guardTheLast(context);
    const stillValid = removed.secretId !== null && (await devices.countDevicesOf(database, removed.secretId)) > 0;
    await note(context, 'device-removed', { device: id, stillValid });
    return { stillValid, restorableUntil: after(now, undoLifeMs).toISOString() };
  },
};

/** Refuses with `last_device` when no device is left that makes codes and nothing else would let the person in. */
async function guardTheLast(context: Context): Promise<void> {
  const { database, personId, services } = context;
  if ((await secrets.secretsInUse(database, personId)).length) return;
  const { lastDeviceRemovable } = services.institution.policy;
  if (!lastDeviceRemovable || !(await mails.findMail(database, personId))) throw new Refusal('last_device');
  // A pending sync has lost the secret that it would copy, or the device that authorised it.
  await enrolments.endEnrolments(database, personId, 'sync');
}

/** Undoes a removal. In the shared model no second secret comes to life beside one that is in use by now. */
export const restoreDevice: Change<'restoreDevice'> = {
  async change(context, { id }) {
    const { database, personId, now } = context;
    const [inUse] = await secrets.secretsInUse(database, personId);
    const row = await devices.restoreDevice(database, { personId, id, since: after(now, -undoLifeMs) });
    if (!row) throw new Refusal('not_found');
    if (inUse && isShared(context)) await devices.takeOtherSecrets(database, personId, inUse.id);
    // A pending first app is no longer the first.
    if (!inUse) await enrolments.endEnrolments(database, personId, 'app');
    await secrets.eraseUnusedSecrets(database, personId);
    await note(context, 'device-restored', { device: id });
    const [restored] = (await devices.listDevices(database, personId)).filter((device) => device.id === id);
    return shown(context, restored!);
  },
};
