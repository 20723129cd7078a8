import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const folder = 'chunks/';

/**
 * Puts the chunks of each build into a folder that is named by a hash of all of them. A hash in each name would stand in
 * every chunk that asks for another one, where nothing shortens it: some 300 bytes on the way to a first screen.
 */
export const chunkFolder: Plugin = {
  name: 'chunk-folder',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const all = createHash('sha256');
    for (const { fileName, code } of chunks.sort((a, b) => (a.fileName < b.fileName ? -1 : 1)))
      all.update(`${fileName}\0${code}\0`);
    const ofThisBuild = `${folder}${all.digest('hex').slice(0, 8)}/`;
    const moved = (name: string) => (name.startsWith(folder) ? name.replace(folder, ofThisBuild) : name);
    for (const chunk of chunks) {
      // Chunks ask for one another from within.
      if (chunk.isEntry) chunk.code = chunk.code.replaceAll(`./${folder}`, `./${ofThisBuild}`);
      chunk.fileName = moved(chunk.fileName);
      chunk.imports = chunk.imports.map(moved);
      chunk.dynamicImports = chunk.dynamicImports.map(moved);
    }
  },
};
