import { parseArgs } from 'node:util';
import { FileProblem } from '../key-files/found.ts';
import { makePrivateFile } from '../key-files/private-file.ts';
import { entriesBetween, type AuditRow } from '../store/audit.ts';
import { oneOf, type Running } from './command.ts';

export const auditUsage = `  mfa-elements audit export FILE --from 2026-04-01 [--to 2026-05-01] [--format ndjson|csv]`;

const batch = 1000;

/** Text that a spreadsheet would take for a formula gets an apostrophe (OWASP, CSV Injection); a cell is quoted (RFC 4180). */
const cellOf = (text: string): string =>
  `"${(/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const flat = ({ id, at, personId, subject, event, facts }: AuditRow) => {
  const { service, address, agent, ...rest } = facts;
  return { id, at: at.toISOString(), person: personId, subject, event, service, address, agent, facts: rest };
};

const columns = ['id', 'at', 'person', 'subject', 'event', 'service', 'address', 'agent', 'facts'] as const;

function csvLine(row: AuditRow): string {
  const cells = flat(row);
  return columns
    .map((name) => (name === 'facts' ? JSON.stringify(cells.facts) : String(cells[name] ?? '')))
    .map(cellOf)
    .join(',');
}

/** UTC where nothing else is said. */
function timeIn(option: string, text: string): Date {
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) || Number.isNaN(time.getTime()))
    throw new RangeError(
      `--${option} has to be a day (2026-04-01, UTC) or a moment with its zone (2026-04-01T00:00:00Z).`,
    );
  return time;
}

/** Writes the audit of everybody into a file for its owner’s eyes only. Throws in plain words. */
export async function auditCommand(
  args: string[],
  { store, now, signal, say = console.log }: Pick<Running, 'store' | 'now' | 'signal'> & Partial<Pick<Running, 'say'>>,
): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { from: { type: 'string' }, to: { type: 'string' }, format: { type: 'string', default: 'ndjson' } },
  });
  const [action, path, ...more] = positionals;
  if (action !== 'export' || path === undefined || more.length || values.from === undefined)
    throw new RangeError(`Usage:\n${auditUsage}`);
  const format = oneOf('format', ['ndjson', 'csv'], values.format);
  const from = timeIn('from', values.from);
  const to = values.to === undefined ? now() : timeIn('to', values.to);
  const file = await makePrivateFile(path);
  let count = 0;
  try {
    if (format === 'csv') await file.write(`${columns.join(',')}\r\n`);
    for (let after = 0; ;) {
      if (signal.aborted) throw new FileProblem('Stopped. No file was left.');
      const rows = await entriesBetween(store.database, { from, to, after, limit: batch });
      const lines = rows.map((row) => (format === 'csv' ? `${csvLine(row)}\r\n` : `${JSON.stringify(flat(row))}\n`));
      await file.write(lines.join(''));
      count += rows.length;
      if (rows.length < batch) break;
      after = rows.at(-1)!.id;
    }
    await file.finish();
  } catch (error) {
    await file.abandon();
    throw error;
  }
  say(`${path} holds ${count} entries. They are personal data.`);
}
