import { stepAt } from '../../core/otp.ts';
import type { Locale } from '../../localization/languages.ts';
import { secretContext } from '../app-code.ts';
import { equalBytes } from '../bytes.ts';
import { note, type Noted } from '../context.ts';
import { defaultName } from '../enrolment.ts';
import { endWhatNeededNoFactor, hasFactor } from '../fresh.ts';
import { randomId, systemRandom } from '../random.ts';
import type { Sealing } from '../sealing.ts';
import type { Database, Store } from '../store/database.ts';
import { devices, enrolments, people, secrets } from '../store/store.ts';
import type { KeyFileFormat } from './found.ts';
import type { RefusedRow, WeighedKey } from './weigh.ts';

export interface Importing {
  store: Store;
  sealing: Sealing;
  now: () => Date;
  format: KeyFileFormat;
  /** Of names that devices get. */
  language: Locale;
  /** False: everything is looked at and nothing is changed. */
  apply: boolean;
  /** Aborted: ends after the person it is at. */
  signal: AbortSignal;
}

/** `new`: there is no such key yet. `same`: the person has this very key. `has_app`: they have another one, which stays. */
export type RowOutcome =
  | { outcome: 'new'; row: number; subject: string; name: string }
  | { outcome: 'same'; row: number; subject: string }
  | { outcome: 'has_app'; row: number; subject: string }
  | ({ outcome: 'refused' } & RefusedRow);

/**
 * Takes keys in, one transaction a person, under that person’s lock. So nobody waits for thirty thousand others, and
 * whatever ends it, a killed process too, leaves each person whole or untouched; the same call again goes on, for what is
 * in is `same` from then on. Yields what came of each row, after the person’s transaction.
 */
export async function* importKeys(
  importing: Importing,
  rows: readonly (WeighedKey | RefusedRow)[],
): AsyncGenerator<RowOutcome> {
  const persons = new Map<string, WeighedKey[]>();
  for (const row of rows) {
    if ('why' in row) yield { outcome: 'refused', ...row };
    else persons.set(row.subject, [...(persons.get(row.subject) ?? []), row]);
  }
  for (const [subject, keys] of persons) {
    if (importing.signal.aborted) return;
    yield* await onePerson(importing, subject, keys);
  }
}

async function onePerson(importing: Importing, subject: string, keys: readonly WeighedKey[]): Promise<RowOutcome[]> {
  const { store, now, apply } = importing;
  if (!apply) {
    const personId = await people.findPerson(store.database, subject);
    return judge(importing, store.database, personId, keys);
  }
  return store.database.transaction(async (database) => {
    const personId = await people.lockPerson(database, subject, now());
    const outcomes = await judge(importing, database, personId, keys);
    const taken = new Map(outcomes.flatMap((each) => (each.outcome === 'new' ? [[each.row, each.name]] : [])));
    const isNew = keys.flatMap((key) => (taken.has(key.row) ? [{ ...key, name: taken.get(key.row)! }] : []));
    if (isNew.length) await takeIn(importing, { database, personId, now: now() }, isNew);
    return outcomes;
  });
}

async function judge(
  { sealing, language }: Importing,
  database: Database,
  personId: number | undefined,
  keys: readonly WeighedKey[],
): Promise<RowOutcome[]> {
  const inUse = personId === undefined ? [] : await secrets.secretsInUse(database, personId);
  const known = await Promise.all(
    inUse.map(async (row) => ({ ...row, plain: await sealing.open(row, secretContext(row)) })),
  );
  const outcomes = keys.map(({ row, subject, ...key }): RowOutcome => {
    const isSame = known.some(
      ({ plain, digits, periodS, algorithm }) =>
        equalBytes(plain, key.key.reveal()) &&
        digits === key.digits &&
        periodS === key.periodS &&
        algorithm === key.algorithm,
    );
    if (isSame) return { outcome: 'same', row, subject };
    if (known.length) return { outcome: 'has_app', row, subject };
    return { outcome: 'new', row, subject, name: key.name ?? defaultName(key, language) };
  });
  for (const { plain } of known) plain.fill(0);
  return outcomes;
}

async function takeIn(
  { sealing, format }: Importing,
  context: Noted,
  keys: readonly (WeighedKey & { name: string })[],
): Promise<void> {
  const { database, personId, now } = context;
  if (!(await hasFactor(context))) await endWhatNeededNoFactor(context);
  // A pending first app is no longer the first.
  await enrolments.endEnrolments(database, personId);
  await secrets.eraseUnusedSecrets(database, personId);
  for (const { key, digits, periodS, algorithm, kind, platform, name } of keys) {
    const [id, device] = [randomId(systemRandom), randomId(systemRandom)];
    const sealed = await sealing.seal(key.reveal(), secretContext({ personId, id }));
    // The code of this moment may have been used where the key comes from (RFC 6238 §5.2).
    const lastStep = stepAt(now.getTime(), periodS);
    await secrets.addSecret(database, {
      id,
      personId,
      ...sealed,
      digits,
      periodS,
      algorithm,
      lastStep,
      createdAt: now,
    });
    await devices.addDevice(database, { id: device, personId, secretId: id, kind, platform, name, addedAt: now });
    await note(context, 'key-imported', { device, from: format });
  }
}
