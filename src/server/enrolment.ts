import type { Output } from '../contract/types.ts';
import { matchCode, openKey, secretContext } from './app-code.ts';
import { after, type Context } from './context.ts';
import { guess, requireLength } from './guess.ts';
import { inLanguage, sourceLocale, type Locale, type OwnWords } from '../localization/languages.ts';
import { undoLifeMs } from './limits.ts';
import { randomId } from './random.ts';
import { Refusal } from './refusal.ts';
import type { DeviceRow } from './store/devices.ts';
import type { EnrolmentPurpose, EnrolmentRow } from './store/enrolments.ts';
import type { SecretRow } from './store/secrets.ts';
import { devices, enrolments, idempotency, mails, secrets } from './store/store.ts';
import { endExpiredOf } from './store/sweep.ts';
import { secretBytes } from './totp.ts';
import { keyOutput } from './outputs.ts';

/** What app set-up and sync have in common: a pending row, a secret that waits with it, and a device once it is proven. */

export interface NewDevice {
  kind: EnrolmentRow['kind'];
  platform?: NonNullable<EnrolmentRow['platform']> | undefined;
  /** A device on the list, which gets the key and keeps its name. */
  deviceId?: string | undefined;
}

export const isShared = ({ services }: Context): boolean => services.institution.policy.secretModel === 'shared';

export async function requireMailFirst({ services, database, personId }: Context): Promise<void> {
  const { requiredFirst } = services.institution.policy.mail;
  if (requiredFirst && !(await mails.findMail(database, personId))) throw new Refusal('mail_required');
}

/** A new secret, sealed; no device holds it yet. Step 0 was accepted: no code has been used. */
export async function makeSecret(context: Context): Promise<SecretRow> {
  const { services, database, personId, now } = context;
  const id = randomId(services.random);
  const plain = services.random(secretBytes);
  const sealed = await services.sealing.seal(plain, secretContext({ personId, id }));
  plain.fill(0);
  return secrets.addSecret(database, {
    id,
    personId,
    ...sealed,
    ...services.institution.policy.app,
    lastStep: 0,
    createdAt: now,
  });
}

/**
 * An enrolment with a key of its own belongs to the session that was shown the key. Otherwise a thief with another
 * session could begin one, and the owner would confirm an app whose key the thief has.
 */
export const isOfSession = ({ sessionHash }: Pick<Context, 'sessionHash'>, row: EnrolmentRow): boolean =>
  row.sessionHash === null || row.sessionHash === sessionHash;

/** The pending enrolment that this session can go on with. */
export async function ownPending(context: Context, purpose: EnrolmentPurpose): Promise<EnrolmentRow | undefined> {
  const { database, personId, now } = context;
  const pending = await enrolments.pendingEnrolment(database, { personId, purpose, now });
  return pending && isOfSession(context, pending) ? pending : undefined;
}

/**
 * The pending enrolment of this purpose, or a new one with what `start` makes. Those that ran out, and another session's,
 * make room.
 */
export async function beginOrResume(
  context: Context,
  purpose: EnrolmentPurpose,
  { device, start }: { device: NewDevice; start: () => Promise<SecretRow | null> },
): Promise<EnrolmentRow> {
  const { services, database, personId, sessionHash, now } = context;
  const { kind, platform = null, deviceId = null } = device;
  const facts = { kind, platform, deviceId };
  await endThoseExpired(context);
  if (deviceId && !(await devices.listDevices(database, personId)).some(({ id }) => id === deviceId))
    throw new Refusal('not_found', { detail: 'There is no such device.' });
  const pending = await ownPending(context, purpose);
  if (pending) return enrolments.describeEnrolment(database, pending.id, facts);
  await enrolments.endEnrolments(database, personId, purpose);
  await secrets.eraseUnusedSecrets(database, personId);
  const secret = await start();
  return enrolments.addEnrolment(database, {
    id: randomId(services.random),
    personId,
    purpose,
    state: 'pending',
    secretId: secret?.id ?? null,
    sessionHash: secret && sessionHash,
    ...facts,
    expiresAt: after(now, services.limits.enrolmentLifeMs),
  });
}

export const endThoseExpired = ({ database, personId, now }: Context): Promise<void> =>
  endExpiredOf(database, personId, { now, removedBefore: after(now, -undoLifeMs) });

/** The key to show for a pending enrolment's own secret. */
export async function keyOf(context: Context, secret: SecretRow): Promise<Output<'beginApp'>['key']> {
  const { services, session } = context;
  const key = await openKey(context, secret);
  const shown = keyOutput(key, { issuer: services.institution.issuer, label: session.label });
  key.secret.fill(0);
  return shown;
}

/** The pending row with this id. Refuses `not_found` (another session's too), or `enrolment_expired` when it ran out, was given up or replaced. */
export async function requirePending(context: Context, purpose: EnrolmentPurpose, id: string): Promise<EnrolmentRow> {
  const { database, personId, now } = context;
  const row = await enrolments.findEnrolment(database, { personId, purpose, id });
  if (!row || !isOfSession(context, row)) throw new Refusal('not_found');
  if (row.state === 'confirmed' && purpose === 'app') throw new Refusal('already_enrolled');
  if (row.state !== 'pending' || row.expiresAt <= now) throw new Refusal('enrolment_expired');
  return row;
}

/**
 * Proves the enrolment's own secret with a code. The code counts as used from the start (RFC 6238 §5.2): it cannot
 * also be the first one at the sign-in.
 */
export async function proveOwnSecret(context: Context, row: EnrolmentRow, code: string): Promise<SecretRow | Refusal> {
  const { database, personId } = context;
  const secret = row.secretId && (await secrets.findSecret(database, personId, row.secretId));
  if (!secret) throw new Refusal('enrolment_expired');
  requireLength(code, secret.digits);
  const match = await guess(context, 'enrolment', () => matchCode(context, [secret], code));
  if (match instanceof Refusal) return match;
  if (!(await secrets.acceptStep(database, secret.id, match.step))) throw new Refusal('code_replayed');
  return secret;
}

/** The device exists, or has the secret, from now on; in one transaction only. */
export async function promote(
  context: Context,
  row: EnrolmentRow,
  { secretId, name }: { secretId: string; name?: string | undefined },
): Promise<DeviceRow> {
  const { services, database, personId, now, language } = context;
  if (!(await enrolments.settleEnrolment(database, row.id, 'confirmed'))) throw new Refusal('enrolment_expired');
  await idempotency.forgetShownSecrets(database, personId);
  const { kind, platform, deviceId } = row;
  const facts = { secretId, kind, platform, lastUsedAt: now };
  const known = deviceId && (await devices.giveSecret(database, { personId, id: deviceId }, facts));
  if (known) {
    if (name) await devices.renameDevice(database, personId, known.id, name);
    await secrets.eraseUnusedSecrets(database, personId);
    return { ...known, name: name ?? known.name };
  }
  return devices.addDevice(database, {
    id: randomId(services.random),
    personId,
    ...facts,
    name: name ?? defaultName(row, language ?? sourceLocale),
    addedAt: now,
  });
}

const platformNames = {
  ios: 'iOS',
  android: 'Android',
  windows: 'Windows',
  macos: 'macOS',
  linux: 'Linux',
  chromeos: 'ChromeOS',
};
const kindNames: OwnWords<Record<EnrolmentRow['kind'], string>> = {
  en: { smartphone: 'Smartphone', browser: 'Browser' },
  ja: { smartphone: 'スマートフォン', browser: 'ブラウザー' },
};

/** What a device is called until somebody names it. */
export function defaultName({ kind, platform }: Pick<EnrolmentRow, 'kind' | 'platform'>, language: Locale): string {
  const name = inLanguage(kindNames, language)[kind];
  return platform ? `${name} (${platformNames[platform]})` : name;
}

/** Gives a pending enrolment up and erases its secret. One that ran out needs no giving up. */
export async function cancel(context: Context, purpose: EnrolmentPurpose, id: string): Promise<void> {
  const { database, personId, now } = context;
  const row = await enrolments.findEnrolment(database, { personId, purpose, id });
  if (!row || !isOfSession(context, row) || row.expiresAt <= now) throw new Refusal('not_found');
  if (!(await enrolments.settleEnrolment(database, row.id, 'ended'))) throw new Refusal('not_found');
  await secrets.eraseUnusedSecrets(database, personId);
}
