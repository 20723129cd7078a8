import type { AppKey } from '../contract/types.ts';
import { canMakeCodes } from '../core/can-make-codes.ts';
import { findDelta } from '../core/otp.ts';
import type { Secret } from '../core/secret.ts';

/** Half an hour either way: further off, a phone cannot open secure pages any more, and chance hits grow. */
const reachS = 1800;

/** Which time step the typed code belongs to, or null. */
export const findDeltaNearby = (key: AppKey, code: Secret, nowMs: number): Promise<number | null> =>
  canMakeCodes(key) ? findDelta(key, code.reveal(), nowMs, Math.floor(reachS / key.periodS)) : Promise.resolve(null);
