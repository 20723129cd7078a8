import { sql } from 'drizzle-orm';
import type { Store } from './store/database.ts';

/** Shorter than the health checks of load balancers usually wait. */
const patienceMs = 3_000;

/** For `/healthz`: 200 while the database answers, else 503 within three seconds. Says nothing else to whoever asks. */
export async function healthz({ database }: Store): Promise<Response> {
  const isWell = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    database
      .execute(sql`SELECT 1`)
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer));
  });
  return Response.json({ ok: isWell }, { status: isWell ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
