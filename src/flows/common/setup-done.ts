import type { Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { DoneScreen } from '../machine/screen.ts';

/**
 * The end of manuals 2-1 and 2-2. `advice`: what to mind from now on. `makeCodes`: only where the institution has
 * recovery codes and the person has none yet.
 */
export function setupDoneScreen<E>(
  device: Device,
  advice: string,
  ways: { seeDevices: E; rename?: E | undefined; makeCodes?: E | undefined },
): DoneScreen<E> {
  const see = { label: msg('See my devices'), event: ways.seeDevices };
  const { rename, makeCodes } = ways;
  return {
    kind: 'done',
    heading: msg('The app is set up'),
    body: [
      msg(str`“${device.name}” now shows the codes for signing in.`),
      advice,
      ...(makeCodes ? [recoveryWords()] : []),
    ],
    primary: makeCodes ? { label: msg('Make recovery codes'), event: makeCodes } : see,
    others: [...(makeCodes ? [see] : []), ...(rename ? [{ label: msg('Give it another name'), event: rename }] : [])],
  };
}

/** Why they are offered after the first set-up. */
export const recoveryWords = (): string => msg('If the device is lost one day, recovery codes let you in.');

export const smartphoneAdvice = (): string =>
  msg('Before you change or give away this phone, add the app to the new one while the old one still works.');
