import type { DeviceSlot, Slot } from './records.ts';
import { seal, unseal } from './envelope.ts';
import { isDeviceSlot } from './stored.ts';

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
