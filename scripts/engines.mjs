// The browser engines that the tests run in: where each is, what brings it on Debian, and why one is left out.
// Node built-ins only.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export const onPath = (name) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
const firstOf = (...paths) => paths.find((path) => existsSync(path));

const miniBrowser = () =>
  firstOf(...['x86_64', 'aarch64'].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`));

/** `needs`: Debian packages, each with whether it is there. `path` is asked for only when they all are. */
const known = [
  {
    name: 'chromium',
    title: 'Chromium',
    path: () => process.env.CHROME_PATH ?? '/usr/bin/chromium',
    needs: [{ package: 'chromium', present: () => existsSync(process.env.CHROME_PATH ?? '/usr/bin/chromium') }],
  },
  {
    name: 'firefox',
    title: 'Firefox',
    path: () => process.env.FIREFOX_PATH ?? firstOf('/usr/bin/firefox-esr', '/usr/bin/firefox'),
    needs: [
      {
        package: 'firefox-esr',
        present: () => Boolean(process.env.FIREFOX_PATH ?? firstOf('/usr/bin/firefox-esr', '/usr/bin/firefox')),
      },
    ],
  },
  {
    // The engine of Safari, as GTK programs have it.
    name: 'webkit',
    title: 'WebKit',
    path: miniBrowser,
    needs: [
      { package: 'webkit2gtk-driver', present: () => onPath('WebKitWebDriver') && Boolean(miniBrowser()) },
      { package: 'xvfb', present: () => onPath('Xvfb') },
    ],
  },
];

const names = known.map(({ name }) => name);
const wanted = process.env.BROWSERS?.split(',').map((name) => name.trim()) ?? names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) throw new Error(`BROWSERS names ${unknown.join(', ')}; known are ${names.join(', ')}.`);
if (!wanted.includes('chromium')) throw new Error('BROWSERS has to name chromium: most tests know no other engine.');

/** `lacks`: packages that are not there. `whyNot`: why nothing runs in the engine; undefined when it is at hand. */
export const engines = known.map((engine) => {
  const isWanted = wanted.includes(engine.name);
  return {
    ...engine,
    isWanted,
    get lacks() {
      return engine.needs.filter(({ present }) => !present()).map((need) => need.package);
    },
    get whyNot() {
      if (!isWanted) return 'BROWSERS leaves it out';
      return this.lacks.length > 0 ? `${this.lacks.join(' and ')} not installed` : undefined;
    },
  };
});

/**
 * Chromium without a window, in half the processor time for a page: the same engine and version. It has no profile, no
 * prompts and no installing of apps, so what a test asks of those it asks of the browser itself.
 */
export const headlessShell = {
  package: 'chromium-headless-shell',
  path: () => process.env.CHROME_PATH ?? firstOf('/usr/bin/chromium-headless-shell', '/usr/bin/chromium'),
  present: () => process.env.CHROME_PATH !== undefined || existsSync('/usr/bin/chromium-headless-shell'),
};

export const engineNamed = (name) => engines.find((engine) => engine.name === name);
