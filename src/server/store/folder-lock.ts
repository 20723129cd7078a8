import { open, readFile, rm, stat, writeFile } from 'node:fs/promises';

/** Locks of this very process: after a crash in a container the next process often gets the same pid. */
const held = new Set<string>();

/**
 * One process per PGlite folder. PGlite itself does not notice a second one, and the folder is lost for good when two
 * write to it. The lock is a file beside the folder that holds the owner's pid; a file whose owner is gone is taken over.
 *
 * Returns the release. Throws with plain words when another process has the folder.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder.replace(/[\\/]+$/, '')}.lock`;
  if (!(await createWithPid(file)) && !(await takeOver(file))) {
    const owner = await ownerOf(file);
    throw new Error(
      `The database folder ${folder} is in use by process ${owner || 'unknown'}. Two processes on one folder would destroy it: ` +
        `stop the other one, or use PostgreSQL (DATABASE_URL) to run several. If there is none, delete ${file}.`,
    );
  }
  held.add(file);
  return async () => {
    held.delete(file);
    await rm(file, { force: true });
  };
}

/** False when the file is there already; `wx` lets one caller only create it. */
async function createWithPid(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
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
  if (!(await createWithPid(guard))) return false;
  try {
    if (!(await isAbandoned(file))) return false;
    await writeFile(file, String(process.pid));
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

const ownerOf = async (file: string): Promise<number> => Number(await readFile(file, 'utf8').catch(() => '')) || 0;

const ageMs = (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

async function isAbandoned(file: string): Promise<boolean> {
  const owner = await ownerOf(file);
  // Empty: created this moment, or left so by a crash between two lines.
  if (!owner) return (await ageMs(file)) > 1_000;
  return owner === process.pid ? !held.has(file) : !isAlive(owner);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
