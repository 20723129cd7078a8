import { readAddress } from './address.ts';
import { base64Bytes, utf8, utf8Text } from './bytes.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf, parseJson, textOf } from './json.ts';

/** Proton Authenticator. */

const foundIn = (json: unknown): Found[] =>
  itemsOf(membersOf(json).entries).map((entry) => {
    const { uri, name } = membersOf(entry.content);
    const found = readAddress(textOf(uri));
    return { ...found, account: found.account || name };
  });

/** Nonce and cipher text in Base64; Argon2id and AES-GCM with a fixed text as additional data. */
async function open(root: Record<string, unknown>, password: string, work: Source['work']): Promise<Outcome> {
  const [{ decryptGcm }, { argon2id }] = await Promise.all([import('./crypto.ts'), import('./argon2.ts')]);
  const salt = base64Bytes(textOf(root.salt));
  const content = base64Bytes(textOf(root.content));
  if (!salt || !content || content.length < 28) return 'broken';
  const key = await argon2id(utf8(password), salt, { passes: 2, memoryKiB: 19_456, lanes: 1 }, work);
  if (!key) return 'broken';
  const aad = utf8('proton.authenticator.export.v1');
  const plain = await decryptGcm(key, content.slice(0, 12), content.slice(12), aad);
  key.fill(0);
  if (!plain) return 'wrong';
  const json = parseJson(utf8Text(plain) ?? '');
  plain.fill(0);
  return json ? foundIn(json) : 'broken';
}

export async function read({ json, password, work }: Source): Promise<Outcome> {
  const root = membersOf(json);
  if (typeof root.content !== 'string') return foundIn(json);
  return password ? open(root, password, work) : 'locked';
}
