/** Writes `dist/npm`: each module by itself, with types and maps, as bundlers and Node want it. */
import { cpSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { build } from 'vite';
import { cssWithoutBlanks, htmlWithoutBlanks } from './blanks.ts';

const outDir = 'dist/npm';
const blanks: Record<string, (text: string) => string> = {
  html: htmlWithoutBlanks,
  svg: htmlWithoutBlanks,
  css: cssWithoutBlanks,
};

/** What tells a developer of a mistake is left out: `development: …` (localization/msg.ts). */
const withoutChecks: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const enter = (node: ts.Node): ts.Node | undefined =>
    ts.isLabeledStatement(node) && node.label.text === 'development'
      ? undefined
      : ts.visitEachChild(node, enter, context);
  return ts.visitNode(file, enter) as ts.SourceFile;
};

/** Templates are rewritten as nodes rather than as text, so that the maps stay right. */
const withoutBlanks: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const shorten = ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && blanks[node.tag.text];
    return shorten ? ts.visitEachChild(node, (child) => template(child, shorten), context) : enter(node);
  };
  const enter = (node: ts.Node): ts.Node => ts.visitEachChild(node, visit, context);
  function template(node: ts.Node, shorten: (text: string) => string): ts.Node {
    const inner = (child: ts.Node) => template(child, shorten);
    if (ts.isTemplateExpression(node) || ts.isTemplateSpan(node)) return ts.visitEachChild(node, inner, context);
    const raw = (around: number) => shorten(node.getText(file).slice(1, -around));
    if (ts.isNoSubstitutionTemplateLiteral(node)) return factory.createNoSubstitutionTemplateLiteral(undefined, raw(1));
    if (ts.isTemplateHead(node)) return factory.createTemplateHead(undefined, raw(2));
    if (ts.isTemplateMiddle(node)) return factory.createTemplateMiddle(undefined, raw(2));
    if (ts.isTemplateTail(node)) return factory.createTemplateTail(undefined, raw(1));
    return visit(node);
  }
  return ts.visitNode(file, enter) as ts.SourceFile;
};

/** The compiler rewrites endings in modules only; and it names the package that Lit takes a type from, which is not ours. */
const withEndings = (declarations: string): string =>
  declarations.replace(/(['"])(\.\.?\/[^'"\n]+)\.ts\1/g, '$1$2.js$1').replaceAll('import("lit-html")', 'import("lit")');

/** The compiler leaves some lazy imports of classes as they are. As long as before, so that the maps stay right. */
const withLazyEndings = (code: string): string => code.replace(/(\bimport\('\.\.?\/[^'\n]+)\.ts'\)/g, "$1.js')");

/**
 * The server, what is generated and what is data are readable as they are: they have no map. One without the source would
 * point to files that are not in the package, and builders warn of it.
 */
const isReadable = (path: string): boolean => /\/(server|generated|apps|profiles)\//.test(path);

/** Undefined: nothing is written. */
function finished(path: string, text: string): string | undefined {
  if (path.endsWith('.d.ts')) return withEndings(text);
  if (path.endsWith('.js.map')) return isReadable(path) ? undefined : text;
  const code = withLazyEndings(text);
  return isReadable(path) ? code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n') : code;
}

const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
  ts.readConfigFile('tsconfig.npm.json', ts.sys.readFile).config,
  ts.sys,
  '.',
);
rmSync(outDir, { recursive: true, force: true });
const program = ts.createProgram(fileNames, options);
const { diagnostics } = program.emit(
  undefined,
  (path, text) => {
    const given = finished(path, text);
    if (given !== undefined) ts.sys.writeFile(path, given);
  },
  undefined,
  false,
  { before: [withoutChecks, withoutBlanks] },
);
const complaints = [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics];
if (complaints.length) {
  console.error(ts.formatDiagnostics(complaints, ts.createCompilerHost(options)));
  process.exitCode = 1;
}
cpSync('src/server/store/migrations', `${outDir}/server/store/migrations`, {
  recursive: true,
  filter: (path) => !path.endsWith('_snapshot.json'),
});

/**
 * The library asks Node for `crypto` where there is no Web Crypto, and webpack and esbuild stop there until they are told
 * that there is no Node. So it comes along, without that.
 */
await build({
  configFile: false,
  logLevel: 'error',
  resolve: { alias: { crypto: resolve('scripts/build/web-crypto.js') } },
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2023',
    minify: false,
    rolldownOptions: { output: { codeSplitting: false } },
    lib: { entry: 'src/core/hpke.ts', formats: ['es'], fileName: 'core/hpke' },
  },
});
// Its types are nobody's but those of the two files that seal with it.
for (const ending of ['d.ts', 'd.ts.map']) rmSync(`${outDir}/core/hpke.${ending}`, { force: true });
cpSync('node_modules/@hpke/core/LICENSE', `${outDir}/core/hpke.LICENSE.txt`);
