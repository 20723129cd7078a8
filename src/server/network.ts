/**
 * What a limit by address counts by, narrowest first: one visitor may own an IPv6 network of 64, 56 or 48 bits
 * (RFC 6177), or an IPv4 network of 24. An IPv4 address that a socket wrote as IPv6 is the IPv4 address.
 */
export function networksOf(address: string): string[] {
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? [];
  const plain = mapped ?? address;
  if (!plain.includes(':')) return [plain, plain.replace(/\.\d+$/, '.0/24')];
  const [head = [], tail = []] = plain.split('::').map((part) => (part ? part.split(':') : []));
  const zeros = Array.from({ length: Math.max(8 - head.length - tail.length, 0) }, () => '0');
  const [a, b, c, d] = [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16) || 0);
  const name = (bits: number, ...groups: (number | undefined)[]) =>
    `${groups.map((group = 0) => group.toString(16)).join(':')}::/${bits}`;
  return [name(64, a, b, c, d), name(56, a, b, c, (d ?? 0) & 0xff00), name(48, a, b, c)];
}
