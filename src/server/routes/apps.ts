import { note, type Change } from '../context.ts';
import {
  beginOrResume,
  cancel,
  keyOf,
  makeSecret,
  promote,
  proveOwnSecret,
  requireMailFirst,
  requirePending,
} from '../enrolment.ts';
import { endWhatNeededNoFactor, hasFactor, makeFresh } from '../fresh.ts';
import { attemptsLeftFor } from '../guess.ts';
import { Refusal } from '../refusal.ts';
import { devices, secrets } from '../store/store.ts';
import { wireDevice, wirePending } from '../wire.ts';

/** The first app. Further ones come by sync, in either model. */
export const beginApp: Change<'beginApp'> = {
  async change(context, device) {
    const { database, personId } = context;
    await requireMailFirst(context);
    if ((await devices.listDevices(database, personId)).length) throw new Refusal('already_enrolled');
    const row = await beginOrResume(context, 'app', { device, start: () => makeSecret(context) });
    const secret = await secrets.findSecret(database, personId, row.secretId!);
    await note(context, 'app-begun', { enrolment: row.id });
    return { ...wirePending(row, await attemptsLeftFor(context, 'enrolment')), key: await keyOf(context, secret!) };
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
    await makeFresh(context);
    await note(context, 'app-confirmed', { device: device.id });
    return { device: wireDevice(device, 0) };
  },
};

export const cancelApp: Change<'cancelApp'> = {
  async change(context, { id }) {
    await cancel(context, 'app', id);
    await note(context, 'app-cancelled', { enrolment: id });
    return {};
  },
};
