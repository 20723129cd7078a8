import { proveByApp } from '../app-code.ts';
import { note, type Change, type Context } from '../context.ts';
import {
  beginOrResume,
  cancel,
  isShared,
  keyOf,
  makeSecret,
  ownPending,
  promote,
  proveOwnSecret,
  requireMailFirst,
  requirePending,
} from '../enrolment.ts';
import { makeFresh } from '../fresh.ts';
import { triesFor } from '../guess.ts';
import { Refusal } from '../refusal.ts';
import type { EnrolmentRow } from '../store/enrolments.ts';
import { secrets } from '../store/store.ts';
import { deviceOutput, pendingOutput } from '../outputs.ts';

/**
 * A further device. A code is asked for once, since a second one would cost the person half a minute. Shared model: the
 * device gets a copy of the secret from the old one, so there is no key to answer and beginning gives nothing away; the
 * code that confirms it is of the secret in use, and is the fresh proof. Per-device model: a code of an existing device
 * authorises a secret of its own, and is that proof.
 */
export const beginSync: Change<'beginSync'> = {
  provesItself: (context, { code }) => isShared(context) || code !== undefined,
  async change(context, { code, ...device }) {
    const { database, personId } = context;
    await requireMailFirst(context);
    if (!(await secrets.secretsInUse(database, personId)).length)
      throw new Refusal('not_found', { detail: 'No app is set up.' });
    if (!isShared(context)) {
      const refusal = await authorise(context, code);
      if (refusal) return refusal;
    }
    const row = await beginOrResume(context, 'sync', {
      device,
      start: async () => (isShared(context) ? null : makeSecret(context)),
    });
    await note(context, 'sync-begun', { enrolment: row.id });
    return shown(context, row);
  },
};

/** Asks for a code of an existing device, but not again for a sync that this session has begun, as after a reload. */
async function authorise(context: Context, code: string | undefined): Promise<Refusal | null> {
  if (code === undefined) {
    if (await ownPending(context, 'sync')) return null;
    throw new Refusal('invalid_input', { detail: 'A code of an existing device is needed.' });
  }
  const proven = await proveByApp(context, code);
  if (proven instanceof Refusal) return proven;
  await makeFresh(context);
  return null;
}

async function shown(context: Context, row: EnrolmentRow) {
  const secret = row.secretId ? await secrets.findSecret(context.database, context.personId, row.secretId) : undefined;
  return {
    ...pendingOutput(row, await triesFor(context, secret ? 'enrolment' : 'app')),
    key: secret ? await keyOf(context, secret) : null,
  };
}

/** In the shared model the copy makes the codes of the secret in use. */
async function proveCopy(context: Context, code: string): Promise<string | Refusal> {
  const match = await proveByApp(context, code);
  return match instanceof Refusal ? match : match.secret.id;
}

async function proveOwn(context: Context, row: EnrolmentRow, code: string): Promise<string | Refusal> {
  const secret = await proveOwnSecret(context, row, code);
  return secret instanceof Refusal ? secret : secret.id;
}

export const confirmSync: Change<'confirmSync'> = {
  async change(context, { id, code, name }) {
    const row = await requirePending(context, 'sync', id);
    const secretId = row.secretId ? await proveOwn(context, row, code) : await proveCopy(context, code);
    if (secretId instanceof Refusal) return secretId;
    const device = await promote(context, row, { secretId, name });
    await makeFresh(context);
    await note(context, 'sync-confirmed', { device: device.id });
    return { device: deviceOutput(device, 0) };
  },
};

export const cancelSync: Change<'cancelSync'> = {
  async change(context, { id }) {
    await cancel(context, 'sync', id);
    await note(context, 'sync-cancelled', { enrolment: id });
    return {};
  },
};
