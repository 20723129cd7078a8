import { msg } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';

/** What a browser on this device may be called in a list. */
export function browserName({ device: { form, platform } }: Context): string {
  if (form === 'phone') return msg('Browser on the phone');
  if (platform === 'windows') return msg('Browser on Windows');
  return platform === 'macos' ? msg('Browser on the Mac') : msg('Browser on the computer');
}
