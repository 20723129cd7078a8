import { readFileSync } from 'node:fs';

/** Runs in the page: what an engine has of that which not all have. The names are those of the table in the docs. */
export const probes = `() => ({
  BarcodeDetector: 'BarcodeDetector' in window,
  PublicKeyCredential: 'PublicKeyCredential' in window,
  'storage.persist': 'persist' in (navigator.storage ?? {}),
  'storage.estimate': 'estimate' in (navigator.storage ?? {}),
  getUserMedia: 'getUserMedia' in (navigator.mediaDevices ?? {}),
  getDisplayMedia: 'getDisplayMedia' in (navigator.mediaDevices ?? {}),
  'scheduler.yield': 'yield' in (globalThis.scheduler ?? {}),
  'word-break: auto-phrase': CSS.supports('word-break', 'auto-phrase'),
  'forced-color-adjust': CSS.supports('forced-color-adjust', 'none'),
})`;

const titles = ['Chromium', 'Firefox', 'WebKit'] as const;
export type EngineTitle = (typeof titles)[number];

const rows = readFileSync('docs/en/browsers.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .slice(1, -1),
  );
const yesNo = rows.filter((cells) => cells.slice(1, 4).every((cell) => cell === 'yes' || cell === 'no'));

/** What the table says that this engine has. */
export const tableOf = (title: string): Record<string, boolean> =>
  Object.fromEntries(
    yesNo.map((cells) => [cells[0]!.replaceAll('`', ''), cells[1 + titles.indexOf(title as EngineTitle)] === 'yes']),
  );

/** The version that the page says was tested. */
export const testedVersion = (title: string): number =>
  parseFloat(rows.find(([first]) => first === title)?.[1] ?? 'Infinity');
