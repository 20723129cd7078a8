import type { Device } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import type { DoneScreen } from '../machine/screen.ts';

/** The end of manuals 2-1 and 2-2. `advice`: what to mind from now on. */
export const setupDoneScreen = <E>(device: Device, advice: string, seeDevices: E): DoneScreen<E> => ({
  kind: 'done',
  heading: msg('The app is set up'),
  body: [msg(str`“${device.name}” now shows the codes for signing in.`), advice],
  primary: { label: msg('See my devices'), event: seeDevices },
});

export const smartphoneAdvice = (): string =>
  msg('Before you change or give away this phone, add the app to the new one while the old one still works.');
