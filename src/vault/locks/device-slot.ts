import { deriveKeys, seal, unseal } from '../envelope.ts';
import type { Content } from '../records/database.ts';
import type { DeviceSlot, MetaRecord, Slot } from '../records/format.ts';
import { isDeviceSlot } from '../records/format.ts';
import type { Held } from './keys.ts';

/** The slot that opens by itself, in the browser that holds the device key. */
export const deviceSlot = async (deviceKey: CryptoKey, vaultKey: Uint8Array<ArrayBuffer>): Promise<DeviceSlot> => ({
  kind: 'device',
  wrapped: await seal(deviceKey, 'slot device', vaultKey),
});

/** The vault key, or nothing where there is no such slot or no key to it. */
export async function openDeviceSlot(
  slots: readonly Slot[],
  deviceKey: CryptoKey | undefined,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const slot = slots.find(isDeviceSlot);
  return slot && deviceKey ? unseal(deviceKey, 'slot device', slot.wrapped).catch(() => undefined) : undefined;
}

/** The keys of a vault that opens by itself, or why it does not. */
export async function keysByDevice(
  { id, slots, ids }: MetaRecord,
  deviceKey: Content['deviceKey'],
): Promise<Held | 'key-lost' | 'damaged'> {
  const vaultKey = await openDeviceSlot(slots, deviceKey);
  if (!vaultKey) return 'key-lost';
  try {
    return { id, keys: await deriveKeys(vaultKey, ids) };
  } catch {
    return 'damaged';
  } finally {
    vaultKey.fill(0);
  }
}
