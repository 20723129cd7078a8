import type { DeviceKind, Enrolment } from '../../contract/types.ts';
import type { Context } from '../machine/machine.ts';
import type { Refusal } from '../machine/refusal.ts';

/** The server takes the neighbouring steps, too; a code from further away tells of a wrong clock (RFC 6238 §5.2). */
const toleratedSteps = 1;

/**
 * A refusal that tells how far the clock is off with which the code was made. `kind`: the kind of device that has the
 * app.
 */
export function clockRefusal(
  { refused, enrolment }: { refused: Refusal & { why: 'problem' }; enrolment: Enrolment },
  deltaSteps: number | null,
  context: Context,
  kind: DeviceKind = 'smartphone',
): Refusal {
  if (deltaSteps === null || Math.abs(deltaSteps) <= toleratedSteps) return refused;
  const { problem, atMs } = refused;
  const { clockAheadMs, device } = context;
  const about = { why: 'clock', problem, atMs, ...(kind === 'browser' && { kind }) } as const;
  const isHere = (device.form === 'phone') === (kind === 'smartphone');
  // On the device that holds the app, this page reads the very clock the app uses: seconds, not half minutes.
  if (isHere && clockAheadMs !== undefined && Math.abs(clockAheadMs) > 15_000) {
    return { ...about, slowS: -Math.round(clockAheadMs / 1000), exact: true };
  }
  return { ...about, slowS: -deltaSteps * enrolment.key.periodS, exact: false };
}
