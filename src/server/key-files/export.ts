import { SecretBytes } from '../../core/secret-bytes.ts';
import type { WrittenPolicy } from '../../contract/types.ts';
import { openKey } from '../app-code.ts';
import { note } from '../context.ts';
import type { Sealing } from '../sealing.ts';
import type { Store } from '../store/database.ts';
import type { DeviceRow } from '../store/devices.ts';
import { nextHolders } from '../store/holders.ts';
import { lockKnownPerson } from '../store/people.ts';
import { devices, secrets } from '../store/store.ts';
import type { KeyFileFormat } from './found.ts';

/** A key on its way out, with the device that has had it longest. */
export interface ExportedKey extends Readonly<WrittenPolicy['app']> {
  id: string;
  subject: string;
  key: SecretBytes;
  kind: DeviceRow['kind'];
  platform: DeviceRow['platform'];
  name: string;
}

export interface Exporting {
  store: Store;
  sealing: Sealing;
  now: () => Date;
  format: KeyFileFormat;
  /** Everybody if undefined. */
  subjects?: readonly string[] | undefined;
}

const batch = 200;

/**
 * The keys in use, one for each secret, a person at a time. The audit has its row before a key is handed out: one that is
 * lost on the way to the file counts as exported, and none leaves without a row.
 */
export async function* exportKeys(exporting: Exporting): AsyncGenerator<ExportedKey> {
  const { store, subjects } = exporting;
  for (let after = 0; ;) {
    const persons = await nextHolders(store.database, { after, limit: batch, subjects });
    for (const person of persons) yield* await keysOf(exporting, person);
    if (persons.length < batch) return;
    after = persons.at(-1)!.id;
  }
}

function keysOf(
  { store, sealing, now, format }: Exporting,
  { id: personId, subject }: { id: number; subject: string },
): Promise<ExportedKey[]> {
  return store.database.transaction(async (database) => {
    if (!(await lockKnownPerson(database, personId))) return [];
    const list = await devices.listDevices(database, personId);
    const found: ExportedKey[] = [];
    for (const row of await secrets.secretsInUse(database, personId)) {
      const { id: device, kind, platform, name } = list.find(({ secretId }) => secretId === row.id)!;
      const { secret, ...app } = await openKey({ services: { sealing } }, row);
      found.push({ id: row.id, subject, key: new SecretBytes(secret), ...app, kind, platform, name });
      await note({ database, personId, now: now() }, 'key-exported', { device, to: format });
    }
    return found;
  });
}
