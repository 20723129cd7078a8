import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Chunk = { type: string; isEntry?: boolean; name?: string; imports?: string[] };

const hashOf = (file: string): string => `sha384-${createHash('sha384').update(readFileSync(file)).digest('base64')}`;

/**
 * `integrity.json` beside the files: what each of them has to be, and the lines that say so in a page. `{base}` stands
 * for the address of the folder, with a slash at its end.
 */
export const integrity: Plugin = {
  name: 'integrity',
  writeBundle({ dir = '' }, bundle) {
    const chunks = bundle as Record<string, Chunk>;
    const names = Object.keys(chunks).filter((name) => chunks[name]!.type === 'chunk');
    const files = Object.fromEntries(names.sort().map((name) => [name, hashOf(join(dir, name))]));
    const attributes = (name: string) => `="{base}${name}" integrity="${files[name]}" crossorigin`;
    const entries = names
      .filter((name) => chunks[name]!.isEntry)
      .map((name) => [
        chunks[name]!.name,
        [
          ...needs(name, chunks).map((file) => `<link rel="modulepreload" href${attributes(file)}>`),
          `<script type="module" src${attributes(name)}></script>`,
        ].join('\n'),
      ]);
    const importMap = { integrity: Object.fromEntries(names.map((name) => [`{base}${name}`, files[name]])) };
    const text = { files, snippets: Object.fromEntries(entries), importMap: JSON.stringify(importMap) };
    writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(text, null, 2)}\n`);
  },
};

/** What is loaded with a file, in any case. */
function needs(name: string, chunks: Record<string, Chunk>, seen = new Set<string>()): string[] {
  for (const other of chunks[name]?.imports ?? []) {
    if (seen.has(other)) continue;
    seen.add(other);
    needs(other, chunks, seen);
  }
  return [...seen];
}
