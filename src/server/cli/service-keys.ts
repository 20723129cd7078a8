import { parseArgs } from 'node:util';
import { serviceRights, type ServiceRight } from '../../contract/sign-in/rows.ts';
import { expireServiceKey, listServiceKeys, makeServiceKey, type ServiceKey } from '../sign-in/keys.ts';
import type { Store } from '../store/database.ts';

export const serviceKeysUsage = `  mfa-elements service-keys make --name NAME --rights ${serviceRights.join(',')} [--days 365]
  mfa-elements service-keys list
  mfa-elements service-keys expire ID [--in-hours 0]`;

const usage = `Usage:
${serviceKeysUsage}

To change a key without a pause: make a second one of the same name, give it to the service, then expire the first.`;

const day = 24 * 60 * 60_000;
const hour = 60 * 60_000;

/** What the command prints; throws in plain words. The only place where the text of a key is ever seen. */
export async function serviceKeysCommand(args: string[], store: Store, now = new Date()): Promise<string> {
  // An id may begin with a dash, which is no option then.
  const [action, ...rest] = args;
  const id = action === 'expire' ? rest.shift() : undefined;
  const { positionals, values } = parseArgs({
    args: rest,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      rights: { type: 'string' },
      days: { type: 'string', default: '365' },
      'in-hours': { type: 'string', default: '0' },
    },
  });
  if (positionals.length) throw new RangeError(usage);
  if (action === 'make') {
    const rights = (values.rights ?? '').split(',').filter(Boolean) as ServiceRight[];
    const expiresAt = new Date(now.getTime() + numberOf('days', values.days) * day);
    const made = await makeServiceKey(store, { name: values.name ?? '', rights, expiresAt, now });
    return `${lineOf(made, now)}\n\nThe key, shown this once:\n${made.key}`;
  }
  if (action === 'list') {
    const keys = await listServiceKeys(store);
    return keys.map((key) => lineOf(key, now)).join('\n') || 'There is no key.';
  }
  if (action === 'expire' && id !== undefined) {
    const at = new Date(now.getTime() + numberOf('in-hours', values['in-hours']) * hour);
    if (!(await expireServiceKey(store, id, at))) throw new RangeError(`There is no key ${id}.`);
    return `${id} counts until ${at.toISOString()}.`;
  }
  throw new RangeError(usage);
}

function numberOf(option: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new RangeError(`--${option} has to be a whole number.`);
  return Number(text);
}

const lineOf = ({ id, name, rights, createdAt, expiresAt }: ServiceKey, now: Date): string =>
  [
    id,
    name,
    rights.join(','),
    `made ${createdAt.toISOString()}`,
    `${expiresAt <= now ? 'EXPIRED' : 'expires'} ${expiresAt.toISOString()}`,
  ].join('  ');
