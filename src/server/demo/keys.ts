import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';

const keysSchema = z.object({
  /** As `MFA_SEALING_KEYS` has it: `ID:BASE64`, the first one seals. */
  sealing: z.string().check(z.minLength(10)),
  /** Signs the session cookie. */
  session: z.string().check(z.minLength(40)),
});

export type Keys = z.output<typeof keysSchema>;

const newKeys = (): Keys => ({
  sealing: `k1:${randomBytes(32).toString('base64')}`,
  session: randomBytes(32).toString('base64url'),
});

/**
 * The demo's own keys: made once, kept in the data folder for this user only. A real installation gives its keys by the
 * environment. Several processes may start on one folder: the first one to finish its file wins, the others read it.
 */
export async function keysIn(dataDir: string): Promise<Keys> {
  const file = join(dataDir, 'keys.json');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    return await read(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const own = `${file}.${process.pid}`;
  await writeFile(own, JSON.stringify(newKeys()), { mode: 0o600 });
  try {
    await link(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(own, { force: true });
  }
  return read(file);
}

async function read(file: string): Promise<Keys> {
  const text = await readFile(file, 'utf8');
  try {
    return keysSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(
      `${file} does not hold the keys of this demo. Without them its database cannot be read; delete both to begin again.`,
    );
  }
}
