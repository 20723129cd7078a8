import { msg, str } from '../localization/msg.ts';
import type { KeptEntry } from '../vault-state.ts';
import type { Context } from './machine.ts';

/** What an account is called on the screen. */
export const accountTitle = ({ name, issuer, account }: KeptEntry): string =>
  name || issuer || account || msg('Account without a name');

/** …and what tells it from another one of that title; empty where nothing does. */
export const accountFacts = (entry: KeptEntry): string =>
  [entry.issuer, entry.account].filter((fact) => fact && fact !== accountTitle(entry)).join(' · ');

/** From here on a service may refuse the codes of other apps on this device. */
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
