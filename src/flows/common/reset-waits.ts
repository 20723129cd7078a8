import type { Account } from '../../contract/types.ts';
import { msg } from '../../localization/msg.ts';
import type { OwnAlert } from '../machine/screen.ts';

/** A reset was begun, here or elsewhere, and its code not typed: what to tell whoever comes back. */
export function resetWaits<E>({ pending: { reset } }: Account, goOn: E): OwnAlert<E> | undefined {
  return reset
    ? {
        tone: 'news',
        text: msg('Setting up again is not finished.'),
        action: { label: msg('Go on'), event: goOn },
      }
    : undefined;
}
