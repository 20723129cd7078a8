import type { Account } from '../../contract/types.ts';
import type { KeptEntry } from '../../ports/vault.ts';
import { working } from '../common/account.ts';

/**
 * The accounts of this browser's own app whose codes no longer count, by id. Says so only of what is certain; without a
 * connection that is what a newer key for the same device has replaced.
 *
 * The account may be somebody else's who is signed in here: what it does not list is judged by its name only.
 */
export function deadIds(entries: readonly KeptEntry[], account: Account | undefined): ReadonlySet<string> {
  const { label, devices = [], policy } = account ?? {};
  const listed = (id: string | null) => devices.find((device) => device.id === id);
  const counts = ({ deviceId }: KeptEntry): boolean => listed(deviceId)?.needsSync === false;
  const isDead = (entry: KeptEntry, at: number): boolean => {
    const { deviceId } = entry;
    if (!deviceId) return false;
    // Oldest first.
    if (entries.some((other, place) => place > at && other.deviceId === deviceId)) return true;
    const device = listed(deviceId);
    if (device) return device.needsSync;
    if (!policy || entry.account !== label) return false;
    // A copy of a shared key goes on making codes that count, whether it is listed or not.
    return (
      policy.secretModel !== 'shared' ||
      !working(devices).length ||
      entries.some((other) => other.account === label && counts(other))
    );
  };
  return new Set(entries.filter(isDead).map(({ id }) => id));
}
