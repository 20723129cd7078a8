import { spawnSync } from 'node:child_process';
import { locales } from '../../src/localization/languages.ts';
import { insertBefore } from './edit.ts';

/** Scripts that write no spaces between words. */
const spaceless = new Set(['Jpan', 'Hans', 'Hant', 'Thai', 'Laoo', 'Khmr', 'Mymr']);

/** A draft: its row, and a file with every text. */
export async function newLanguage(tag: string): Promise<string[]> {
  if (!/^[a-z]{2,3}$/.test(tag)) throw new Error(`“${tag}” is no language: use two or three letters, as in ko.`);
  if (locales.some((locale) => locale === tag)) throw new Error(`${tag} is there already.`);
  const name = new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(tag);
  if (!name) throw new Error(`${tag} is a language that nobody has registered.`);
  const known = new Intl.Locale(tag).maximize() as Intl.Locale & { textInfo: { direction: string } };
  const breaks = spaceless.has(known.script ?? '') ? 'phrases' : 'words';
  await insertBefore(
    'src/localization/languages.ts',
    '} as const satisfies',
    `  ${tag}: { direction: '${known.textInfo.direction}', joiner: '${breaks === 'words' ? ' ' : ''}', quotes: '“”', breaks: '${breaks}', draft: true },\n`,
  );
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run generate failed: see above.');
  return [
    `Look at the row of ${tag} (${name}) in src/localization/languages.ts: are the quotation marks right?`,
    `Translate in src/localization/xliff/${tag}.xlf: put <target>…</target> below <source>. As many as you have.`,
    'Run npm run generate: it says how much is there. What is missing is in English.',
    'Give other words as you come to them: src/apps, src/profiles, src/server/mail-text.ts.',
    'When all is there, take `draft: true` out: from then on a missing word is a mistake.',
  ];
}
