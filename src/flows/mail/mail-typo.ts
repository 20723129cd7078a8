import { domainOf } from '../../contract/mail-address.ts';

/** Providers that people here mistype, most used first. */
const providers = [
  'gmail.com',
  'icloud.com',
  'yahoo.co.jp',
  'outlook.com',
  'outlook.jp',
  'hotmail.com',
  'hotmail.co.jp',
  'live.jp',
  'docomo.ne.jp',
  'ezweb.ne.jp',
  'au.com',
  'softbank.ne.jp',
  'i.softbank.jp',
  'ymobile.ne.jp',
  'me.com',
  'yahoo.com',
  'proton.me',
];

/** The address the person probably meant, when its domain is one slip away from a provider's. */
export function suggestAddress(address: string): string | undefined {
  const domain = domainOf(address);
  if (providers.includes(domain)) return undefined;
  const meant = providers.find((provider) => isOneSlip(domain, provider));
  return meant && address.slice(0, -domain.length) + meant;
}

/** Whether one letter too many, too few, wrong, or two neighbours swapped make `a` of `b`. */
function isOneSlip(a: string, b: string): boolean {
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  return left.length + right.length <= 2
    ? left.length <= 1 && right.length <= 1
    : left.length === 2 && left === [...right].reverse().join('');
}
