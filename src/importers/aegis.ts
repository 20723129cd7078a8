import { base64Bytes, hexBytes, joined, utf8, utf8Text } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf, numberOf, parseJson, textOf } from './json.ts';
import { stepOf } from './progress.ts';

/** Aegis' vault (its docs/vault.md): the same JSON for plain and encrypted files. */

const passwordSlot = 1;

const foundIn = (database: unknown): Found[] =>
  itemsOf(membersOf(database).entries).map(({ type, issuer, name, info }) => {
    const { secret, algo, digits, period } = membersOf(info);
    return { type: textOf(type), issuer, account: name, secret, algorithm: algo, digits, period };
  });

async function open(root: Record<string, unknown>, password: string, work: Source['work']): Promise<Outcome> {
  const [{ decryptGcm }, { isScryptCost, scrypt, scryptLimit }] = await Promise.all([
    import('./crypto.ts'),
    import('./scrypt.ts'),
  ]);
  const decrypt = async (key: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer> | undefined, params: unknown) => {
    const nonce = hexBytes(textOf(membersOf(params).nonce));
    const tag = hexBytes(textOf(membersOf(params).tag));
    return data && nonce && tag && decryptGcm(key, nonce, joined(data, tag));
  };
  const { slots, params } = membersOf(root.header);
  const locks = itemsOf(slots)
    .filter(({ type }) => type === passwordSlot)
    .map((slot) => ({ ...slot, cost: { n: numberOf(slot.n), r: numberOf(slot.r), p: numberOf(slot.p) }, slot }));
  // We try each slot in turn, so all of them share the limit of one.
  const total = locks.reduce((sum, { cost: { n, r, p } }) => sum + n * r * p, 0);
  if (total > scryptLimit || !locks.every(({ cost }) => isScryptCost(cost))) return 'broken';
  for (const [index, { slot, cost }] of locks.entries()) {
    const salt = hexBytes(textOf(slot.salt));
    const derived = salt && (await scrypt(utf8(password), salt, cost, stepOf(work, index, locks.length)));
    if (!derived) return 'broken';
    const masterKey = await decrypt(derived, hexBytes(textOf(slot.key)), slot.key_params);
    derived.fill(0);
    if (!masterKey) continue;
    const plain = await decrypt(masterKey, base64Bytes(textOf(root.db)), params);
    masterKey.fill(0);
    const database = plain && parseJson(utf8Text(plain) ?? '');
    plain?.fill(0);
    return database ? foundIn(database) : 'broken';
  }
  return 'wrong';
}

export async function read({ json, password, work }: Source): Promise<Outcome> {
  const root = membersOf(json);
  if (typeof root.db !== 'string') return foundIn(root.db);
  // A vault without a password slot opens only with the phone's fingerprint key.
  if (!itemsOf(membersOf(root.header).slots).some(({ type }) => type === passwordSlot)) return 'unsupported';
  return password ? open(root, password, work) : 'locked';
}
