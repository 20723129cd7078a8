import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Named {
  name: string;
  description?: string;
}
interface Member extends Named {
  kind: string;
  privacy?: string;
  readonly?: boolean;
}
interface Declaration {
  name: string;
  tagName?: string;
  summary?: string;
  members?: Member[];
  attributes?: (Named & { type?: { text: string } })[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}
interface Manifest {
  modules: { path: string; declarations: Declaration[] }[];
}
/** An element for pages, with everything that it offers. */
export type Element = Required<Declaration>;

const analyzer = 'node_modules/@custom-elements-manifest/analyzer/cem.js';
const written = 'node_modules/.cache/manifest/custom-elements.json';

/** The custom elements manifest: elements with a tag for pages, without what is private to a class. */
export function readManifest(): { text: string; elements: Element[] } {
  execFileSync(process.execPath, [analyzer, 'analyze', '--config', 'scripts/generate/manifest.config.mjs']);
  const manifest = JSON.parse(readFileSync(written, 'utf8')) as Manifest;
  manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(({ tagName }) => tagName));
  const declarations = manifest.modules.flatMap((module) => module.declarations);
  for (const declaration of declarations) {
    declaration.members = (declaration.members ?? []).filter(
      ({ name, privacy }) => !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
    );
    declaration.cssProperties = customProperties();
  }
  const elements = declarations.map(
    (each) => ({ attributes: [], events: [], slots: [], cssParts: [], ...each }) as never,
  );
  // Where the module lies in the package.
  const text = JSON.stringify(manifest, null, 2).replace(/"\/?src\/([\w/.-]+)\.ts"/g, '"dist/npm/$1.js"');
  return { text, elements };
}

/** What a page may set: one list, for all elements wear the same tokens. */
function customProperties(): Named[] {
  const tokens = readFileSync('src/theme/tokens.ts', 'utf8');
  return [...tokens.matchAll(/var\((--mfa-[\w-]+), (.+)\);/g)].map(([, name, initial]) => ({
    name: name!,
    default: initial,
  }));
}
