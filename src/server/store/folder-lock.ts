import { open, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Locks of this very process: after a crash in a container the next process often gets the same pid. */
const held = new Set<string>();

const heartbeatMs = 10_000;
/** Long enough for a process that was busy or paused for a moment. */
const abandonedAfterMs = 60_000;

interface Owner {
  pid: number;
  host: string;
}

const self: Owner = { pid: process.pid, host: hostname() };

/**
 * One process per PGlite folder. PGlite itself does not notice a second one, and the folder is lost for good when two
 * write to it. The lock is a file beside the folder that holds the owner's pid and host, and that the owner touches every
 * ten seconds. A file whose owner is gone is taken over: on this host we can see that, and of another host (a container
 * has its own name, and its pids mean nothing here) we believe it when the file has not been touched for a minute.
 *
 * Returns the release. Throws with plain words when another process has the folder.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder.replace(/[\\/]+$/, '')}.lock`;
  if (!(await createOwned(file)) && !(await takeOver(file))) throw new Error(inUse(folder, file, await ownerOf(file)));
  held.add(file);
  const heartbeat = setInterval(() => void touch(file), heartbeatMs).unref();
  return async () => {
    clearInterval(heartbeat);
    held.delete(file);
    if (await isOurs(file)) await rm(file, { force: true });
  };
}

function inUse(folder: string, file: string, owner: Owner | undefined): string {
  const isElsewhere = owner !== undefined && owner.host !== self.host;
  return (
    `The database folder ${folder} is in use by process ${owner?.pid ?? 'unknown'}${owner ? ` on host ${owner.host}` : ''}. ` +
    `Two processes on one folder would destroy it: stop the other one, or use PostgreSQL (DATABASE_URL) to run several. ` +
    (isElsewhere
      ? `Whether that host still runs cannot be seen from here (${self.host}). If it does not, start again in a minute: ` +
        `its lock is taken over when nobody has touched ${file} for ${abandonedAfterMs / 1000} seconds.`
      : `If there is none, delete ${file}.`)
  );
}

const written = ({ pid, host }: Owner): string => `${pid} ${host}`;

/** False when the file is there already; `wx` lets one caller only create it. */
async function createOwned(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(written(self));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Only one process at a time may take over, and it looks again before it does: the file is never absent meanwhile. */
async function takeOver(file: string): Promise<boolean> {
  if (!(await isAbandoned(file))) return false;
  const guard = `${file}.takeover`;
  if ((await ageMs(guard)) > 10_000) await rm(guard, { force: true });
  if (!(await createOwned(guard))) return false;
  try {
    if (!(await isAbandoned(file))) return false;
    await writeFile(file, written(self));
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

/** Undefined for an empty file. A pid alone is a lock of this host. */
async function ownerOf(file: string): Promise<Owner | undefined> {
  const [pid, host = self.host] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ');
  return Number(pid) ? { pid: Number(pid), host } : undefined;
}

async function isOurs(file: string): Promise<boolean> {
  const owner = await ownerOf(file);
  return owner?.pid === self.pid && owner.host === self.host;
}

async function touch(file: string): Promise<void> {
  const now = new Date();
  // If one beat fails, the next one makes up for it.
  if (await isOurs(file)) await utimes(file, now, now).catch(() => undefined);
}

const ageMs = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

async function isAbandoned(file: string): Promise<boolean> {
  const owner = await ownerOf(file);
  // Empty: created this moment, or left so by a crash between two lines.
  if (!owner) return (await ageMs(file)) > 1_000;
  if (owner.host !== self.host) return (await ageMs(file)) > abandonedAfterMs;
  return owner.pid === self.pid ? !held.has(file) : !isAlive(owner.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
