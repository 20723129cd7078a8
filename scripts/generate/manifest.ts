import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

interface Declaration {
  tagName?: string;
  members?: { name: string; privacy?: string }[];
}

const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
const written = 'node_modules/.cache/manifest/custom-elements.json';

/** The custom elements manifest: elements with a tag for pages, without what is private to a class. */
export function manifestText(): string {
  execFileSync(process.execPath, [analyzer, 'analyze', '--config', 'scripts/generate/manifest.config.mjs']);
  const manifest = JSON.parse(readFileSync(written, 'utf8')) as {
    modules: { declarations: Declaration[] }[];
  };
  manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(({ tagName }) => tagName));
  for (const declaration of manifest.modules.flatMap(({ declarations }) => declarations)) {
    declaration.members = (declaration.members ?? []).filter(
      ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
    );
  }
  return JSON.stringify(manifest, null, 2);
}
