import { sql } from 'drizzle-orm';
import type { Store } from './store/database.ts';

/** For `/healthz`: 200 while the database answers, else 503. Says nothing else to whoever asks. */
export async function healthz({ database }: Store): Promise<Response> {
  const isWell = await database.execute(sql`SELECT 1`).then(
    () => true,
    () => false,
  );
  return Response.json({ ok: isWell }, { status: isWell ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
