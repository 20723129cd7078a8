import { languages, ownName, sourceLocale } from '../../src/localization/languages.ts';
import type { Progress } from './locales.ts';
import { table } from './markdown.ts';

const words = {
  en: {
    banner: 'Written by `npm run generate`.',
    title: 'Languages',
    lead: 'A draft can be used: what is missing is in English. [A new language](../localization.md#a-new-language) says how one is added.',
    columns: ['language', '`lang`', 'direction', 'lines end', 'state', 'translated texts'],
    breaks: { words: 'between words', phrases: 'between phrases' },
    all: 'all',
    states: { source: 'written in the code', complete: 'complete', draft: 'draft' },
  },
  ja: {
    banner: '`npm run generate` が書き出します。',
    title: '言語',
    lead: '下書きの言語も使えます。足りない文言は英語で表示します。加え方は[言語を加える](../localization.md#言語を加える)にあります。',
    columns: ['言語', '`lang`', '方向', '改行の位置', '状態', '翻訳済みの文言'],
    breaks: { words: '単語の間', phrases: '文節の間' },
    all: 'すべて',
    states: { source: 'コード中の原文', complete: '完成', draft: '下書き' },
  },
};

export const shareOf = ({ translated, of }: Progress): string =>
  `${translated} of ${of} texts (${Math.floor((translated / of) * 100)} %)`;

/** Which languages there are, and how much of each. */
export const languageDocs = (progress: readonly Progress[]): [path: string, text: string][] =>
  (['en', 'ja'] as const).map((reader) => {
    const { banner, title, lead, columns, breaks, all, states } = words[reader];
    const rows = progress.map(({ locale, isDraft, translated, of }) => [
      ownName(locale),
      `\`${locale}\``,
      languages[locale].direction,
      breaks[languages[locale].breaks],
      states[isDraft ? 'draft' : locale === sourceLocale ? 'source' : 'complete'],
      // A count of all of them would change with each new text.
      isDraft ? `${translated} / ${of}` : all,
    ]);
    return [
      `docs/${reader}/reference/languages.md`,
      [`<!-- ${banner} -->`, `# ${title}`, lead, table(columns, rows)].join('\n\n'),
    ];
  });
