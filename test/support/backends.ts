import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { migrationsFolder, type Store } from '../../src/server/store/database.ts';
import { openPglite } from '../../src/server/store/pglite.ts';
import { openPostgres } from '../../src/server/store/postgres.ts';
import { startPostgres } from './postgres.ts';

export interface Backend {
  /** An empty store with all tables; everything of the one before is gone or elsewhere. */
  fresh(): Promise<Store>;
}

/** Each suite on PGlite, and on a PostgreSQL that is started for it when one is installed here. */
export async function onEachBackend(suite: (backend: Backend) => void): Promise<void> {
  const [pglite, postgres] = await Promise.all([pgliteBackend(), postgresBackend()]);
  describe('on PGlite', () => {
    after(pglite.stop);
    suite(pglite);
  });
  if (!postgres) {
    test('on PostgreSQL: not run, for no initdb is installed here', { skip: true });
    return;
  }
  describe(`on PostgreSQL ${postgres.version}`, () => {
    after(postgres.stop);
    suite(postgres);
  });
}

/** Named by what it holds, so that a changed migration or PGlite makes a new one. */
export function snapshotFile(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(migrationsFolder).sort()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(join(migrationsFolder, name)));
  }
  hash.update(readFileSync(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url)));
  return join(tmpdir(), 'mfa-elements-snapshots', `${hash.digest('hex').slice(0, 16)}.tgz`);
}

/** One database for a file, emptied between tests: a new one each would cost a second, or a quarter on PostgreSQL. */
async function empty({ database }: Store): Promise<Store> {
  await database.transaction(async (transaction) => {
    // Replica mode sleeps the trigger that keeps the audit table as it is.
    await transaction.execute(`SET LOCAL session_replication_role = replica`);
    await transaction.execute(`TRUNCATE people, audit, rates, service_keys CASCADE`);
  });
  return { database, close: async () => undefined };
}

export async function pgliteBackend(): Promise<Backend & { stop(): Promise<void> }> {
  const store = await openPglite({ dataDir: 'memory', snapshot: snapshotFile() });
  return { fresh: () => empty(store), stop: () => store.close() };
}

type PostgresBackend = Backend & {
  version: string;
  /** Of a database of its own, with all tables. */
  urlOfFresh(): Promise<string>;
  stop(): Promise<void>;
};

export async function postgresBackend(): Promise<PostgresBackend | undefined> {
  const server = await startPostgres();
  if (!server) return undefined;
  await server.createDatabase('template_mfa');
  await (await openPostgres({ url: server.url('template_mfa') })).close();
  let made = 0;
  async function urlOfFresh(): Promise<string> {
    const name = `test_${++made}`;
    await server!.createDatabase(name, 'template_mfa');
    return server!.url(name);
  }
  const store = await openPostgres({ url: await urlOfFresh() });
  return {
    version: server.version,
    urlOfFresh,
    fresh: () => empty(store),
    async stop() {
      await store.close();
      server.stop();
    },
  };
}
