import { join } from 'node:path';
import { after, before } from 'node:test';
import { build as esbuild } from 'esbuild';
import type { Browser } from 'playwright-core';
import { build as vite, type InlineConfig } from 'vite';
import webpack from 'webpack';
import { launchChromium } from './chromium.ts';
import { startFront, type Front } from './front.ts';
import { project } from './project.ts';

const folderOf = (name: string) => join(project.consumers, name);

const byVite = (name: string, more: InlineConfig = {}) =>
  vite({ root: folderOf(name), base: './', configFile: false, logLevel: 'error', ...more });

const byEsbuild = (name: string) =>
  esbuild({
    entryPoints: [join(folderOf(name), 'main.js')],
    outdir: join(folderOf(name), 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
  });

function byWebpack(name: string): Promise<void> {
  const compiler = webpack({
    mode: 'production',
    context: folderOf(name),
    entry: './main.js',
    output: { path: join(folderOf(name), 'dist'), filename: 'main.js', module: true, clean: true },
    experiments: { outputModule: true },
    performance: false,
  })!;
  return new Promise((resolve, reject) =>
    compiler.run((error, stats) =>
      error || stats?.hasErrors() || stats?.hasWarnings()
        ? reject(error ?? new Error(stats!.toString('errors-warnings')))
        : resolve(),
    ),
  );
}

let front: Front;
let browser: Browser;
before(async () => {
  [browser] = await Promise.all([launchChromium({ whole: true }), project.ready]);
  await byVite('vite-react');
  await byVite('vite-vue', { configFile: join(folderOf('vite-vue'), 'vite.config.js') });
  await byVite('vite');
  await byWebpack('webpack');
  await byEsbuild('esbuild');
  front = await startFront(project.folder, {
    '/mfa-elements/': join(project.folder, 'node_modules/mfa-elements/dist/cdn'),
    '/vite-react/': join(folderOf('vite-react'), 'dist'),
    '/vite-vue/': join(folderOf('vite-vue'), 'dist'),
    '/vite/': join(folderOf('vite'), 'dist'),
    '/webpack/': folderOf('webpack'),
    '/esbuild/': folderOf('esbuild'),
    '/plain/': folderOf('plain'),
  });
});
after(async () => {
  await browser?.close();
  await front?.close();
});

/** The consumers, built and served beside the back end, and a browser. */
export const built = {
  get front() {
    return front;
  },
  get browser() {
    return browser;
  },
};
