import { plain } from '../text/typed.ts';

/**
 * Mail addresses as people type them, and the rule that a mailbox behind the same one-time password is of no use.
 * Shared by both sides: the server decides, the browser explains before anything is sent.
 */

/**
 * Wide letters and signs (as Japanese input methods write them, the stop 。 too) become ASCII. Blanks go, and what a mail
 * program or a list puts around an address: a label, `mailto:`, a name with <>, a comma. A domain has no case.
 */
export function normaliseAddress(typed: string): string {
  return plain(typed)
    .replace(/\s/g, '')
    .replace(/^[^@]*[:<]/, '')
    .replace(/(@[^?>)、,;]*).*/, '$1')
    .replaceAll('。', '.')
    .replace(/[\p{Pd}−ー]/gu, '-')
    .replace(/\.+$/, '')
    .replace(/@[^@]*$/, (domain) => domain.toLowerCase());
}

/** The part after the last `@`, in lower case; empty when there is none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1 || address.length).toLowerCase();
}

/**
 * Whether this can be an address of the kind mail providers hand out: one `@`, something before it, a dotted domain
 * after it. Deliberately narrower than RFC 5321 (no quoted local parts, no address literals).
 */
export function isPlausibleAddress(address: string): boolean {
  return (
    address.length <= 254 &&
    /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i.test(
      address,
    )
  );
}

/** `domain` as listed, or anything below an entry that begins with a dot. */
export function isForbiddenDomain(domain: string, forbidden: readonly string[]): boolean {
  const name = domain.toLowerCase();
  return forbidden.some((entry) => {
    const listed = entry.toLowerCase();
    return listed.startsWith('.') ? name.endsWith(listed) || name === listed.slice(1) : name === listed;
  });
}

/** `taro@example.org` → `t***@example.org`: enough for its owner to know it, little for anybody else. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, 1)}***${address.slice(at)}`;
}
