import { existsSync, readdirSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { cssWithoutBlanks, htmlWithoutBlanks } from './scripts/build/blanks.ts';
import { chunkFolder } from './scripts/build/chunk-folder.ts';
import { cutting } from './scripts/build/cut.ts';
import { integrity } from './scripts/build/integrity.ts';
import { litCuts } from './scripts/build/lit-cuts.ts';
import { qrCuts } from './scripts/build/qr-cuts.ts';

/**
 * The files for a page without a build step: one module per public element (those with a class of the same name beside
 * the folder `define`), one for all of them, shared chunks beside.
 * Everything a module needs is bundled inside, so a page asks no third host for anything.
 */
const names = readdirSync('src/elements/define').filter((file) => existsSync(`src/elements/${file}`));
const entries = Object.fromEntries(names.map((file) => [file.slice(0, -'.ts'.length), `src/elements/define/${file}`]));
if (existsSync('src/index.ts')) entries['index'] = 'src/index.ts';
// A page's own wording.
entries['reword'] = 'src/localization/reword.ts';

const withoutBlanks: Plugin = {
  name: 'without-blanks',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/src/')) return undefined;
    const styled = code.replace(/\bcss`([^`$]*)`/g, (_, css: string) => `css\`${cssWithoutBlanks(css)}\``);
    return { code: htmlWithoutBlanks(styled), map: null };
  },
};

/** @hpke looks for Node’s cryptography where there is no global one: Node before 19. A bundler would follow it there. */
export const withoutNodeCrypto: Plugin = {
  name: 'without-node-crypto',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('/@hpke/')) return undefined;
    return { code: code.replaceAll('await import("crypto")', '{}'), map: null };
  },
};

export default defineConfig({
  plugins: [withoutBlanks, withoutNodeCrypto, cutting({ ...litCuts, ...qrCuts }), chunkFolder, integrity],
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
      // What tells a developer of a mistake (localization/msg.ts).
      transform: { dropLabels: ['development'] },
      preserveEntrySignatures: 'allow-extension',
      output: {
        // What every element needs is one request, whichever element asks first.
        // Manual 2-1, the usual one, is one request; what others share with it they take from there.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: /src[\\/](elements[\\/]flow-element|screens[\\/]define[\\/]define|flows[\\/](machine[\\/]refusal|common[\\/]account)|core[\\/](version|secret))\.ts$/,
            },
            // An open vault is one request; what changes its locks comes when somebody changes them.
            {
              name: 'vault',
              test: /src[\\/]vault[\\/](vault-error|records[\\/]stored)\.ts$|src[\\/]page[\\/]open-vault\.ts$/,
            },
            // What the list of devices and all that it leads to share.
            {
              name: 'rows',
              test: /src[\\/]flows[\\/](devices[\\/]rows|common[\\/](device-words|offered-flows|reset-waits))\.ts$/,
            },
            // Every screen with a field has them; lists have the styles alone.
            { name: 'styles', test: /src[\\/]screens[\\/]kinds[\\/]styles\.ts$/ },
            {
              name: 'form-views',
              test: /src[\\/]screens[\\/](kinds[\\/](form-views|forms|show-key|stores)|help-desk|help-desk-view|leave-guard)\.ts$/,
            },
            {
              name: 'app-smartphone.flow',
              test: /src[\\/](flows[\\/](app[\\/](app-smartphone\.flow|setup|smartphone-app)|common[\\/](key-words|setup-done))|apps[\\/]usual)\.ts$/,
            },
          ],
        },
        // Library mode keeps the blanks of ES modules unless told otherwise.
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
        comments: { legal: false, annotation: false, jsdoc: false },
      },
    },
  },
});
