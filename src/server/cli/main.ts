#!/usr/bin/env node
import { join } from 'node:path';
import { errorFacts } from '../log.ts';
import { sealingFromEnv } from '../sealing.ts';
import type { Store } from '../store/database.ts';
import { keysCommand, keysUsage } from './keys.ts';
import { serviceKeysCommand, serviceKeysUsage } from './service-keys.ts';

const usage = `Usage:
${serviceKeysUsage}
${keysUsage}

DATABASE_URL names the PostgreSQL; without it, DATA_DIR the folder of an embedded database that no server has open.
keys needs MFA_SEALING_KEYS, as the server has it.`;

/** PostgreSQL where the environment names one, else the embedded database. Only the one that is used has to be installed. */
async function openStore({ DATABASE_URL, DATA_DIR }: NodeJS.ProcessEnv): Promise<Store> {
  if (DATABASE_URL) return (await import('../store/postgres.ts')).openPostgres({ url: DATABASE_URL, connections: 1 });
  if (DATA_DIR) return (await import('../store/pglite.ts')).openPglite({ dataDir: join(DATA_DIR, 'database') });
  throw new Error('Neither DATABASE_URL nor DATA_DIR is set.');
}

const stopping = new AbortController();

async function run(command: string | undefined, args: string[], store: Store): Promise<void> {
  const say = (line: string) => console.log(line);
  if (command === 'service-keys') return say(await serviceKeysCommand(args, store));
  process.once('SIGINT', () => stopping.abort()).once('SIGTERM', () => stopping.abort());
  const running = { store, sealing: sealingFromEnv(process.env), now: () => new Date(), say, signal: stopping.signal };
  await keysCommand(args, running);
}

/** A database’s message quotes the parameters of the statement. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!('query' in error)) return error.message;
  return `The database did not do it (${Object.values(errorFacts(error)).join(' ')}).`;
}

try {
  const [command, ...args] = process.argv.slice(2);
  if (command !== 'service-keys' && command !== 'keys') throw new Error(usage);
  const store = await openStore(process.env);
  try {
    await run(command, args, store);
    if (stopping.signal.aborted) process.exitCode = 130;
  } finally {
    await store.close();
  }
} catch (error) {
  console.error(wordsOf(error));
  process.exitCode = 1;
}
