import { base64Bytes, utf8, utf8Text } from './bytes.ts';
import type { Outcome, Source } from './found.ts';
import { membersOf, numberOf, textOf } from './json.ts';
import * as otpauth from './otpauth.ts';

/**
 * Ente Auth: lines of addresses, or those encrypted (its migration guide "Encrypted export"): Argon2id, and one message
 * of libsodium's secret stream.
 */
async function open(root: Record<string, unknown>, source: Source, password: string): Promise<Outcome> {
  const { memLimit, opsLimit, salt } = membersOf(root.kdfParams);
  const saltBytes = base64Bytes(textOf(salt));
  const data = base64Bytes(textOf(root.encryptedData));
  const header = base64Bytes(textOf(root.encryptionNonce));
  if (!saltBytes || !data || header?.length !== 24) return 'broken';
  const [{ argon2id, largeArgon2 }, { openMessage }] = await Promise.all([
    import('./argon2.ts'),
    import('./secret-stream.ts'),
  ]);
  const cost = { passes: numberOf(opsLimit), memoryKiB: Math.floor(numberOf(memLimit) / 1024), lanes: 1 };
  const key = await argon2id(utf8(password), saltBytes, cost, source.work, largeArgon2);
  // The app asks for as much memory as a computer has; a phone may not have it.
  if (!key) return 'unsupported';
  const plain = await openMessage(key, header, data);
  key.fill(0);
  const text = plain && utf8Text(plain);
  plain?.fill(0);
  return text === undefined ? 'wrong' : otpauth.read({ ...source, text });
}

export async function read(source: Source): Promise<Outcome> {
  if (!source.json) return otpauth.read(source);
  return source.password ? open(membersOf(source.json), source, source.password) : 'locked';
}
