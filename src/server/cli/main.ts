#!/usr/bin/env node
import { join } from 'node:path';
import { sealingFromEnv } from '../sealing.ts';
import type { Store } from '../store/database.ts';
import { auditCommand, auditUsage } from './audit.ts';
import { wordsOf } from './command.ts';
import { keysCommand, keysUsage } from './keys.ts';
import { serviceKeysCommand, serviceKeysUsage } from './service-keys.ts';
import { setUpAnewCommand, setUpAnewUsage } from './set-up-anew.ts';

const usage = `Usage:
${serviceKeysUsage}
${keysUsage}
${setUpAnewUsage}
${auditUsage}

DATABASE_URL names the PostgreSQL; without it, DATA_DIR the folder of an embedded database that no server has open.
keys and set-up-anew need MFA_SEALING_KEYS, as the server has it.`;

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
  if (command === 'audit') return auditCommand(args, { store, now: () => new Date(), signal: stopping.signal });
  const running = { store, sealing: sealingFromEnv(process.env), now: () => new Date(), say, signal: stopping.signal };
  await (command === 'keys' ? keysCommand : setUpAnewCommand)(args, running);
}

try {
  const [command, ...args] = process.argv.slice(2);
  if (!['service-keys', 'keys', 'set-up-anew', 'audit'].includes(command ?? '')) throw new Error(usage);
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
