import { domainOf, isForbiddenDomain, isPlausibleAddress, normaliseAddress } from '../../contract/mail-address.ts';
import type { Policy } from '../../contract/types.ts';
import { msg, str } from '../../localization/msg.ts';
import { listed } from '../common/listed.ts';
import type { Context } from '../machine/machine.ts';
import { suggestAddress } from './mail-typo.ts';
import type { OwnAlert } from '../machine/screen.ts';

/** Why an address will not do, as far as the page can tell by itself. */
export type AddressFault =
  | { why: 'empty' | 'no-at' | 'implausible' }
  | { why: 'forbidden'; domain: string }
  /** Probably mistyped. Sending the same text once more means "it is right". */
  | { why: 'typo'; suggestion: string };

/** `before`: the text that the page last refused. */
export function checkAddress(
  typed: string,
  policy: Policy,
  before: string | undefined,
): { address: string; fault?: AddressFault } {
  const address = normaliseAddress(typed);
  const fault = refuseAddress(address, policy);
  if (fault) return { address, fault };
  const suggestion = suggestAddress(address);
  return suggestion && before !== address ? { address, fault: { why: 'typo', suggestion } } : { address };
}

function refuseAddress(address: string, policy: Policy): AddressFault | undefined {
  if (address === '') return { why: 'empty' };
  if (!address.includes('@')) return { why: 'no-at' };
  const domain = domainOf(address);
  if (isForbiddenDomain(domain, policy.mail.forbiddenDomains)) return { why: 'forbidden', domain };
  if (!isPlausibleAddress(address)) return { why: 'implausible' };
  return undefined;
}

export function addressFaultAlert(fault: AddressFault): OwnAlert<{ type: 'tookSuggestion' }> {
  switch (fault.why) {
    case 'empty':
      return { tone: 'error', text: msg('Type your mail address.') };
    case 'no-at':
      return { tone: 'error', text: msg('Something is missing: a mail address has an @, as in name@example.com.') };
    case 'implausible':
      return { tone: 'error', text: msg('This does not look like a mail address. Check it for typing mistakes.') };
    case 'forbidden':
      return {
        tone: 'error',
        text: msg(str`An address at @${fault.domain} cannot be used.`),
        more: [
          msg(
            'That mailbox sits behind the same one-time password: you would need the code to read the code. Use a private address.',
          ),
        ],
      };
    case 'typo':
      return {
        tone: 'error',
        text: msg(str`Did you mean ${fault.suggestion}?`),
        more: [msg('If the address is right as it is, send it once more.')],
        action: { label: msg(str`Use ${fault.suggestion}`), event: { type: 'tookSuggestion' } },
      };
  }
}

export function privateAddressWords({ mail: { forbiddenDomains } }: Policy, context: Context): string[] {
  if (!forbiddenDomains.length) return [];
  return [
    msg(
      str`Use a private address. Addresses at ${listed(
        forbiddenDomains.map((domain) => `@${domain}`),
        context,
      )} cannot be used, since their mailboxes open only with the one-time password.`,
    ),
  ];
}
