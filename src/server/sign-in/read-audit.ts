import { note } from '../context.ts';
import { audit } from '../store/store.ts';
import type { SignInRoute } from './call.ts';

const page = 100;

/** For staff. Reading leaves a row, so that nobody looks without being seen. */
export const readAudit: SignInRoute<'readAudit'> = async ({ services, input, known, asked, now }) => {
  const { personId } = known;
  if (personId === undefined) return { entries: [], next: null };
  const { database } = services.store;
  const before = input.before === undefined ? undefined : Number(input.before);
  const rows = await audit.entriesOf(database, { personId, before, limit: page + 1 });
  await note({ database, personId, now, asked }, 'audit-read');
  const shown = rows.slice(0, page);
  return {
    entries: shown.map(({ at, event, facts }) => ({ at: at.toISOString(), event, facts })),
    next: rows.length > page ? String(shown.at(-1)!.id) : null,
  };
};
