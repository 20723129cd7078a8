import type { Proof, VaultLock } from '../../ports/vault.ts';
import type { Changes, Inside } from '../inside.ts';
import { deriveKeys } from '../envelope.ts';
import { format } from '../records/database.ts';
import type { MetaRecord } from '../records/format.ts';
import { locksOf } from '../records/format.ts';
import { VaultError } from '../vault-error.ts';
import { openDeviceSlot } from './device-slot.ts';
import type { Held } from './keys.ts';
import type * as Locks from './locks.ts';
import type { Former } from './rekey.ts';

type LockChanges = Pick<Changes, 'unlock' | 'prove' | 'setPassphrase' | 'addPasskey' | 'removeLock'>;

/** What a person does with the locks. Each change of them makes another vault key. */
export function lockChanges({ records, keys, state, look, changed, offer, share }: Inside): LockChanges {
  async function readMeta(): Promise<MetaRecord> {
    const { meta } = await records.read();
    if (typeof meta !== 'object') throw new VaultError('failed');
    return meta;
  }

  async function rekey(former: Former | undefined, locks: readonly Locks.Lock[]): Promise<Held> {
    const { rekey } = await import('./rekey.ts');
    const held = await rekey(await records.connect(), () => records.read(), former, { locks, offer });
    keys.hold(held);
    return held;
  }

  /** `lock` becomes what `make` answers, or none. The other locks stay. */
  async function changeLocks(
    proof: Proof | null,
    lock: VaultLock,
    make: (locks: typeof Locks) => Promise<Locks.Lock | undefined>,
  ): Promise<object> {
    const locks = await import('./locks.ts');
    const { meta, deviceKey } = await records.read();
    if (meta !== undefined && typeof meta !== 'object') throw new VaultError('failed');
    if (!meta) {
      if (state().at !== 'open') throw new VaultError('failed');
      const made = await make(locks);
      if (made) await rekey(undefined, [made]);
      await changed();
      return {};
    }
    if (locksOf(meta).length && !proof) throw new VaultError('locked');
    const opened = proof ? await locks.openLock(meta.slots, proof) : undefined;
    const vaultKey = opened?.vaultKey ?? (await openDeviceSlot(meta.slots, deviceKey));
    if (!vaultKey) throw new VaultError('locked');
    try {
      const kept = await locks.locksToKeep(
        meta.slots.filter(({ kind }) => kind !== lock),
        { by: opened?.by, mayAsk: true },
      );
      if (!kept) throw new VaultError('failed');
      const made = await make(locks);
      const { id } = await rekey({ meta, vaultKey }, made ? [...kept, made] : kept);
      await records.purge(id);
    } finally {
      vaultKey.fill(0);
    }
    await changed();
    return {};
  }

  return {
    async unlock({ proof }) {
      const meta = await readMeta();
      const { openLock, locksToKeep } = await import('./locks.ts');
      const { vaultKey, by } = await openLock(meta.slots, proof);
      try {
        keys.hold({ id: meta.id, keys: await deriveKeys(vaultKey, meta.ids) });
        // A vault of the former format gets a key that nothing has ever opened but its locks.
        const kept = meta.format < format ? await locksToKeep(meta.slots, { by, mayAsk: false }) : undefined;
        if (kept) await rekey({ meta, vaultKey }, kept).catch(() => undefined);
      } finally {
        vaultKey.fill(0);
      }
      await look();
      share();
      return {};
    },

    async prove({ proof }) {
      const meta = await readMeta();
      if (locksOf(meta).length) (await (await import('./locks.ts')).openLock(meta.slots, proof)).vaultKey.fill(0);
      return {};
    },

    setPassphrase: ({ passphrase, proof }) =>
      changeLocks(proof, 'passphrase', ({ passphraseLock }) => passphraseLock(passphrase.reveal())),

    addPasskey: ({ proof }) => changeLocks(proof, 'passkey', ({ passkeyLock }) => passkeyLock()),

    removeLock: ({ lock, proof }) => changeLocks(proof, lock, async () => undefined),
  };
}
