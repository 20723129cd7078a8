import { msg, str } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';

/** With a clock that is off by more than this, a service may refuse the codes of other apps on this device. */
const noticeableMs = 20_000;

export function clockWords({ clockAheadMs = 0 }: Context): string[] {
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  if (Math.abs(clockAheadMs) < noticeableMs) return [];
  return [
    clockAheadMs > 0
      ? msg(
          str`The clock of this device is ${seconds} seconds fast. The codes here allow for it; other apps do not. Set the clock.`,
        )
      : msg(
          str`The clock of this device is ${seconds} seconds slow. The codes here allow for it; other apps do not. Set the clock.`,
        ),
  ];
}
