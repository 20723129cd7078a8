import { existsSync, readdirSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

/**
 * The files for a page without a build step: one module per public element (those with a class of the same name beside
 * the folder `define`), one for all of them, shared chunks beside.
 * Everything a module needs is bundled inside, so a page asks no third host for anything.
 */
const names = readdirSync('src/elements/define').filter((file) => existsSync(`src/elements/${file}`));
const entries = Object.fromEntries(names.map((file) => [file.slice(0, -'.ts'.length), `src/elements/define/${file}`]));
if (existsSync('src/index.ts')) entries['index'] = 'src/index.ts';

/** Blanks in templates and style sheets are for people: without them the files are some hundred bytes smaller. */
const withoutBlanks: Plugin = {
  name: 'without-blanks',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/src/')) return undefined;
    const styled = code.replace(
      /\bcss`([^`$]*)`/g,
      (_, css: string) => `css\`${css.replace(/\s*([{};,]|: )\s*/g, (_, sign: string) => sign.trim())}\``,
    );
    return { code: styled.replace(/\n[ \t]+/g, '\n'), map: null };
  },
};

/**
 * Where a browser has no WebCrypto the sealing library asks Node for it. The stand-in that a bundler puts there brings a
 * helper along, which then is a file of its own that every QR code waits for.
 */
const withoutNode: Plugin = {
  name: 'without-node',
  enforce: 'pre',
  resolveId: (id) => (id === 'crypto' ? '\0crypto' : undefined),
  load: (id) => (id === '\0crypto' ? 'export const webcrypto = undefined;' : undefined),
};

export default defineConfig({
  plugins: [withoutBlanks, withoutNode],
  // Relative addresses: the folder may lie below any path of any origin.
  base: './',
  publicDir: false,
  build: {
    outDir: 'dist/cdn',
    target: 'es2022',
    // Library mode: no helper around lazy imports that would insert links and styles into the host page.
    lib: { entry: entries, formats: ['es'] },
    // Pages under `img-src 'self'` refuse `data:` addresses.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      preserveEntrySignatures: 'allow-extension',
      // Its package does not say so.
      treeshake: { moduleSideEffects: [{ test: /@lit[\\/]localize/, sideEffects: false }] },
      output: {
        // What every element needs is one request, whichever element asks first.
        // Manual 2-1, the usual one, is one request; what others share with it they take from there.
        codeSplitting: {
          groups: [
            { name: 'core', test: /src[\\/](elements[\\/](flow-element|define[\\/]define)|version)\.ts$/ },
            {
              name: 'app-smartphone.flow',
              test: /src[\\/](flows[\\/](app-smartphone\.flow|app-setup|smartphone-app|key-words|naming)|apps[\\/]usual)\.ts$/,
            },
          ],
        },
        // Library mode keeps the blanks of ES modules unless told otherwise.
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash:7].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        comments: { legal: false, annotation: false, jsdoc: false },
      },
    },
  },
});
