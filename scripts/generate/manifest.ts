import { readFileSync, readdirSync } from 'node:fs';
import { create, ts } from '@custom-elements-manifest/analyzer';
import { litPlugin } from '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';

interface Member {
  name: string;
  privacy?: string;
}
interface Declaration {
  kind: string;
  tagName?: string;
  customElement?: boolean;
  members?: Member[];
}

/** The custom elements manifest of the public elements, without what is private to a class. */
export function manifestText(): string {
  const paths = ['src/elements/flow-element.ts', ...publicElements()];
  const modules = paths.map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true));
  const manifest = create({ modules, plugins: litPlugin(), context: { dev: false } }) as {
    modules: { path: string; declarations: Declaration[] }[];
  };
  manifest.modules = manifest.modules.filter(({ declarations }) => declarations.some(({ tagName }) => tagName));
  for (const declaration of manifest.modules.flatMap(({ declarations }) => declarations)) {
    declaration.members = (declaration.members ?? []).filter(({ name, privacy }) => !name.startsWith('#') && privacy === undefined);
  }
  return JSON.stringify(manifest, null, 2);
}

/** Elements with a tag of their own for pages: those whose define module has the name of the class module. */
const publicElements = (): string[] =>
  readdirSync('src/elements/define')
    .map((file) => `src/elements/${file}`)
    .filter((path) => readdirSync('src/elements').includes(path.slice('src/elements/'.length)));
