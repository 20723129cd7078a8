import { link, open, stat, unlink } from 'node:fs/promises';
import { FileProblem } from './found.ts';

/** A file for its owner’s eyes only (0600) that appears under its name when it is whole, and never in place of another. */
export interface PrivateFile {
  write(text: string): Promise<void>;
  /** Puts it under its name. */
  finish(): Promise<void>;
  /** Deletes what there is of it. */
  abandon(): Promise<void>;
}

export async function makePrivateFile(path: string): Promise<PrivateFile> {
  if (await stat(path).catch(() => undefined)) throw new FileProblem(`${path} is there already. It stays as it is.`);
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw new FileProblem(`${path} cannot be written (${error.code}).`);
    throw new FileProblem(`${unfinished} is left of another export. It may hold keys: delete it first.`);
  });
  return {
    async write(text) {
      await file.writeFile(text);
    },
    async finish() {
      await file.sync();
      await file.close();
      // Fails where somebody has made a file of this name meanwhile; renaming would replace it.
      await link(unfinished, path);
      await unlink(unfinished);
    },
    async abandon() {
      await file.close().catch(() => undefined);
      await unlink(unfinished).catch(() => undefined);
    },
  };
}
