import { isAddress, readAddress } from './address.ts';
import { utf8Text } from './bytes.ts';
import { rowsOf } from './rows.ts';
import type { Found, Outcome, Source } from './found.ts';
import { itemsOf, membersOf, parseJson, textOf } from './json.ts';

/** Bitwarden and Bitwarden Authenticator, as JSON and CSV. The code of an item is an address, or only a key in Base32. */
function foundIn(totp: string, name: unknown, username: unknown): Found {
  const found = isAddress(totp) ? readAddress(totp) : { secret: totp };
  return { ...found, issuer: found.issuer || name, account: found.account || username };
}

function foundInItems(items: unknown): Found[] {
  return itemsOf(items).flatMap(({ name, login }) => {
    const { totp, username } = membersOf(login);
    return textOf(totp).trim() ? [foundIn(textOf(totp).trim(), name, username)] : [];
  });
}

export async function read({ text, json, password, work }: Source): Promise<Outcome> {
  if (!json) {
    return rowsOf(text, (name) => ['name', 'login_username', 'login_totp'].includes(name)).flatMap(
      ({ login_totp = '', ...row }) =>
        login_totp.trim() ? [foundIn(login_totp.trim(), row.name, row.login_username)] : [],
    );
  }
  const root = membersOf(json);
  if (root.encrypted !== true) return foundInItems(root.items);
  // Any other encrypted file opens only in the account it was written in.
  if (root.passwordProtected !== true) return 'unsupported';
  if (!password) return 'locked';
  const { open } = await import('./bitwarden-lock.ts');
  const plain = await open(root, password, work);
  if (typeof plain === 'string') return plain;
  const opened = parseJson(utf8Text(plain) ?? '');
  plain.fill(0);
  return opened ? foundInItems(membersOf(opened).items) : 'broken';
}
