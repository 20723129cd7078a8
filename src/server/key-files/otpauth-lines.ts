import { TOTP, URI } from 'otpauth';
import { SecretBytes } from '../../core/secret-bytes.ts';
import type { FoundKey, KeyFile } from './found.ts';

/** One `otpauth:` address a line (Key URI Format). The account is the person; it need not have an issuer. */
export function readOtpauth(text: string): KeyFile {
  const lines = text.split(/\r?\n/).map((line, index) => ({ line: line.trim(), row: index + 1 }));
  const found = lines.filter(({ line }) => line && !line.startsWith('#')).map(({ line, row }) => readLine(line, row));
  return { format: 'otpauth', found, remarks: [] };
}

function readLine(line: string, row: number): FoundKey {
  const nothing = { row, serials: [], isTimeBased: true, key: { why: 'no_key' } } as const;
  try {
    const read = URI.parse(line);
    if (!(read instanceof TOTP)) return { ...nothing, isTimeBased: false };
    const { label, secret, algorithm, digits, period } = read;
    const key = new SecretBytes(new Uint8Array(secret.bytes));
    return { ...nothing, user: label.trim(), key, algorithm, digits, periodS: period };
  } catch {
    // Its message may quote the address.
    return nothing;
  }
}
