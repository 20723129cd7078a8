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

/** Indentation is for people: without it the templates and style sheets are a few hundred bytes smaller. */
const withoutIndentation: Plugin = {
  name: 'without-indentation',
  enforce: 'pre',
  transform: (code, id) => (id.includes('/src/') ? { code: code.replace(/\n[ \t]+/g, '\n'), map: null } : undefined),
};

export default defineConfig({
  plugins: [withoutIndentation],
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
      output: {
        // Library mode keeps the blanks of ES modules unless told otherwise.
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        comments: { legal: false, annotation: false, jsdoc: false },
      },
    },
  },
});
