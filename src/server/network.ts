/**
 * What a limit by address counts by. An IPv6 network of 64 bits counts as one, for its owner has all of its addresses;
 * an IPv4 address that a socket wrote as IPv6 is the IPv4 address.
 */
export function networkOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = [], tail = []] = address.split('::').map((part) => (part ? part.split(':') : []));
  const zeros = Array.from({ length: Math.max(8 - head.length - tail.length, 0) }, () => '0');
  return [...head, ...zeros, ...tail].slice(0, 4).join(':').toLowerCase();
}
