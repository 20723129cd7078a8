import { Buffer } from 'node:buffer';
import { base32Decode } from '../../core/otp.ts';
import { SecretBytes } from '../../core/secret-bytes.ts';
import type { FoundKey } from './found.ts';

export type KeyEncoding = 'base32' | 'hex';

const nothing: FoundKey['key'] = { why: 'no_key' };

/** The bytes of a key as text; blanks and padding do not matter. */
export function decodeKey(text: string | undefined, encoding: KeyEncoding): FoundKey['key'] {
  const clean = (text ?? '').replace(/\s/g, '');
  if (encoding === 'hex') {
    const isHex = clean.length % 2 === 0 && /^[\da-f]+$/i.test(clean);
    return isHex ? new SecretBytes(new Uint8Array(Buffer.from(clean, 'hex'))) : nothing;
  }
  const bytes = /^[a-z2-7]+=*$/i.test(clean) ? base32Decode(clean) : undefined;
  return bytes ? new SecretBytes(bytes) : nothing;
}
