import { open } from 'node:fs/promises';
import { Secret } from '../../core/secret.ts';
import { SecretBytes } from '../../core/secret-bytes.ts';
import { fromHex } from '../bytes.ts';
import { FileProblem } from '../key-files/found.ts';
import { rowsOf } from '../key-files/table.ts';

/** Files that a command is given. What goes wrong is said by their names, never by what stands in them. */

/** Also from a pipe. `isOpen`: others on this machine may read it. */
export async function readLimited(path: string, limit: number): Promise<{ bytes: Uint8Array; isOpen: boolean }> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new FileProblem(`${path} cannot be read (${error.code}).`);
  });
  try {
    const stats = await file.stat();
    if (stats.size > limit) throw new FileProblem(`${path} is larger than ${limit} bytes.`);
    const bytes = new Uint8Array(await file.readFile());
    if (bytes.length > limit) throw new FileProblem(`${path} is larger than ${limit} bytes.`);
    return { bytes, isOpen: stats.isFile() && (stats.mode & 0o077) !== 0 };
  } finally {
    await file.close();
  }
}

const textIn = async (path: string, limit: number): Promise<string> =>
  new TextDecoder().decode((await readLimited(path, limit)).bytes);

/** The first line. A password in an argument would be in the list of processes. */
export async function passwordIn(path: string, atLeast = 1): Promise<Secret> {
  const password = (await textIn(path, 10_000)).split(/\r?\n/, 1)[0]!;
  if (password.length < atLeast)
    throw new FileProblem(
      `The password has to have ${atLeast === 1 ? 'a character' : `${atLeast} characters`} at least.`,
    );
  return new Secret(password);
}

/** A pre-shared key in hexadecimal. */
export async function presharedKeyIn(path: string): Promise<SecretBytes> {
  const text = (await textIn(path, 10_000)).trim();
  if (!/^(?:[\da-f]{32}|[\da-f]{48}|[\da-f]{64})$/i.test(text))
    throw new FileProblem('A pre-shared key is 16, 24 or 32 bytes in hexadecimal.');
  return new SecretBytes(fromHex(text));
}

/** One subject a line. */
export async function subjectsIn(path: string): Promise<string[]> {
  const lines = (await textIn(path, 16 * 1024 * 1024)).split(/\r?\n/).map((line) => line.trim());
  const subjects = [...new Set(lines.filter((line) => line && !line.startsWith('#')))];
  if (!subjects.length) throw new FileProblem(`${path} has no subject in it.`);
  return subjects;
}

/** A table `from,subject`: what another system calls a person or a device, and who that is here. */
export async function peopleIn(path: string): Promise<Map<string, string>> {
  const [header, ...rows] = await rowsOf(await textIn(path, 16 * 1024 * 1024), ',');
  if (header?.cells.map((cell) => cell.trim().toLowerCase()).join() !== 'from,subject')
    throw new FileProblem(`The first line of ${path} has to be "from,subject".`);
  const people = new Map<string, string>();
  for (const { line, cells } of rows) {
    const [from, subject] = cells.map((cell) => cell.trim());
    if (!from || !subject || (people.get(from) ?? subject) !== subject)
      throw new FileProblem(`Line ${line} of ${path} is incomplete, or contradicts one before.`);
    people.set(from, subject);
  }
  return people;
}
