import { note, type Change } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { attempts, devices, enrolments, mails, secrets } from '../store/store.ts';
import { wireDevice } from '../wire.ts';

export const renameDevice: Change<'renameDevice'> = {
  async change(context, { id, name }) {
    const { database, personId } = context;
    const row = await devices.renameDevice(database, personId, id, name);
    if (!row) throw new Refusal('not_found');
    await note(context, 'device-renamed', { device: id });
    return { device: wireDevice(row, (await attempts.findAttempts(database, personId, 'app'))?.failedSince ?? 0) };
  },
};

/**
 * Takes a device off the list. Where other devices hold the same secret its codes go on working, and the answer says so;
 * with the last one the secret is erased.
 */
export const removeDevice: Change<'removeDevice'> = {
  async change(context, { id }) {
    const { database, personId, services } = context;
    const removed = await devices.removeDevice(database, personId, id);
    if (!removed) throw new Refusal('not_found');
    const stillValid = (await devices.countDevicesOf(database, removed.secretId)) > 0;
    if (!(await devices.listDevices(database, personId)).length) {
      const { lastDeviceRemovable } = services.institution.policy;
      if (!lastDeviceRemovable || !(await mails.findMail(database, personId))) throw new Refusal('last_device');
      // A sync that waits has lost what it would copy, or the device that authorised it.
      await enrolments.endEnrolments(database, personId, 'sync');
    }
    await secrets.eraseUnusedSecrets(database, personId);
    await note(context, 'device-removed', { device: id, stillValid });
    return { stillValid };
  },
};
