import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as prettier from 'prettier';

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await prettier.format(text, { ...(await prettier.resolveConfig(path)), filepath: path }));
}

/** Makes a file. One that is there already stays, and the command ends. */
export async function create(path: string, text: string): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} is there already.`);
  await write(path, text);
}

/** Puts `text` before the last place in the file that reads `mark`. */
export async function insertBefore(path: string, mark: string, text: string): Promise<void> {
  const whole = await readFile(path, 'utf8');
  const at = whole.lastIndexOf(mark);
  if (at < 0) throw new Error(`${path} does not hold “${mark.trim()}”: has it been rearranged?`);
  await write(path, whole.slice(0, at) + text + whole.slice(at));
}

/** `my-flow`, as file names and ids are written. */
export function requireId(name: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`“${name}” is no id: use lower case, digits and hyphens, as in my-flow.`);
  return name;
}

/** `my-flow` → `MyFlow`. */
export const pascal = (id: string): string => id.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
