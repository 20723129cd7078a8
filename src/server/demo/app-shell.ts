import { inLanguage, locales, type Locale, type OwnWords } from '../../localization/languages.ts';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What the page of the app needs so that it can be installed and opens without a connection. */
export const appPath = '/authenticator';
export const workerPath = `${appPath}-worker.js`;
export const manifestPath = `${appPath}.webmanifest`;

const ownFiles = ['authenticator-page.js', 'authenticator.svg', 'portal.css', 'portal.svg'];
const pages = Object.fromEntries(locales.map((language) => [language, `${appPath}?lang=${language}`]));

const names = {
  long: { en: 'One-time passwords', ja: 'ワンタイムパスワード' },
  short: { en: 'OTP codes', ja: 'OTPコード' },
} satisfies Record<string, OwnWords>;

/** Web Application Manifest. The language travels in the address: a manifest is fetched without cookies. */
export function appManifest(language: Locale): object {
  return {
    id: appPath,
    name: inLanguage(names.long, language),
    short_name: inLanguage(names.short, language),
    lang: language,
    start_url: pages[language],
    scope: appPath,
    display: 'standalone',
    background_color: '#ffffff',
    theme_color: '#0d4274',
    icons: [
      { src: '/authenticator.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/authenticator-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/authenticator-512.png', sizes: '512x512', type: 'image/png' },
      { src: '/authenticator-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}

interface Shell {
  assets: string;
  cdnFolder: string;
  /** The page of the app for nobody in particular. */
  pageFor: (language: Locale) => string;
}

/** The service worker, with the list of what it keeps. Read anew each time, so that a rebuilt folder is a new version. */
export async function appWorker({ assets, cdnFolder, pageFor }: Shell): Promise<string> {
  const source = await readFile(join(assets, workerPath), 'utf8');
  const chunks = await readdir(join(cdnFolder, 'chunks'), { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = chunks
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => relative(cdnFolder, join(parentPath, name)));
  const built = ['authenticator.js', ...paths.sort()];
  const hash = createHash('sha256').update(source);
  for (const language of locales) hash.update(pageFor(language));
  for (const name of ownFiles) hash.update(await readFile(join(assets, name)));
  for (const name of built) hash.update(name).update(await readFile(join(cdnFolder, name)));
  const kept = {
    version: hash.digest('hex').slice(0, 16),
    pages,
    files: [...ownFiles.map((name) => `/${name}`), ...built.map((name) => `/mfa-elements/${name}`)],
  };
  return `const kept = ${JSON.stringify(kept)};\n${source}`;
}
