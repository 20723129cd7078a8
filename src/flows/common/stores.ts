import type { App } from '../../apps/app.ts';
import { msg } from '../../localization/msg.ts';
import type { Context } from '../machine/machine.ts';
import type { Store } from '../machine/screen.ts';

/** Where a phone gets an app: on the phone itself its own store, on a computer each with a QR code for the phone. */
export function phoneStores({ ios, android }: App['stores'], { device: { form, platform } }: Context): Store[] {
  const isPhone = form === 'phone';
  const store = (label: string, href: string | undefined, other: 'ios' | 'android'): Store[] =>
    href && !(isPhone && platform === other) ? [{ label, href, ...(!isPhone && { hasQr: true }) }] : [];
  return [...store(msg('App Store (iPhone)'), ios, 'android'), ...store(msg('Google Play (Android)'), android, 'ios')];
}
