import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { apps } from '../../src/apps/catalogue.ts';
import { bodyLimitBytes } from '../../src/server/body.ts';
import { defaultLimits } from '../../src/server/limits.ts';
import { sourceFiles } from '../support/imports.ts';

const minutes = (ms: number): number => ms / 60_000;

/** A constant that no module exports, read where it stands: in one file of a room. */
function constant(room: string, pattern: RegExp): number {
  const found = sourceFiles(`src/${room}`).flatMap((path) => pattern.exec(readFileSync(path, 'utf8'))?.[1] ?? []);
  assert.equal(found.length, 1, `${room}: ${pattern.source}`);
  return found[0]!.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

const words: Record<string, number> = {
  two: 2,
  four: 4,
  five: 5,
  eight: 8,
  ten: 10,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  forty: 40,
  'a hundred': 100,
};
const numberOf = (text: string): number => words[text.toLowerCase()] ?? Number(text.replaceAll(',', ''));

const count = '((?:[Aa] )?[\\w,]+)';
const digits = '([\\d,]+)';

/** What the pages say of numbers, and what the code has. `#` stands for the number. */
const facts: { page: string; en: string; ja: string; is: number }[] = [
  {
    page: 'back-end',
    en: '# wrong codes in a row lock',
    ja: 'コードを # 回続けて間違えると',
    is: defaultLimits.wrongCodes,
  },
  {
    page: 'back-end',
    en: 'lock a factor for # minutes',
    ja: 'その要素が # 分間ロックされます',
    is: minutes(defaultLimits.firstLockMs),
  },
  {
    page: 'back-end',
    en: '# since the last right one',
    ja: '間違いが # 回になると',
    is: defaultLimits.wrongCodesInAll,
  },
  {
    page: 'back-end',
    en: 'sends # changing requests a minute',
    ja: '1 分間に # 回、1 日',
    is: defaultLimits.requestsPerMinute,
  },
  { page: 'back-end', en: 'a minute and # a day', ja: '回、1 日に # 回まで、メール', is: defaultLimits.requestsPerDay },
  {
    page: 'back-end',
    en: 'causes # mails in ten minutes',
    ja: 'メールが 10 分間に # 通',
    is: defaultLimits.mailsPerTenMinutes,
  },
  {
    page: 'back-end',
    en: 'in ten minutes and # a day; all',
    ja: '通、1 日に # 通までです',
    is: defaultLimits.mailsPerDay,
  },
  {
    page: 'back-end',
    en: 'session opens # pairing mailboxes',
    ja: '1 つのセッションで 10 分間に # 回',
    is: defaultLimits.pairingsPerTenMinutes,
  },
  {
    page: 'back-end',
    en: 'waits: up to # seconds',
    ja: '応答を # 秒まで待たせて',
    is: defaultLimits.pairingWaitMs / 1000,
  },
  { page: 'back-end', en: 'and # messages at most', ja: 'で、# 通まで', is: defaultLimits.pairingMessages },
  {
    page: 'back-end',
    en: 'deletes those older than # days',
    ja: '# 日より古い行は',
    is: constant('server', /\{ auditDays = (\d+)/),
  },
  { page: 'contract-rules', en: 'of at most # kB', ja: '# kB まで', is: bodyLimitBytes / 1024 },
  { page: 'scaling', en: 'reads # kB of a body', ja: '読む本文は # kB まで', is: bodyLimitBytes / 1024 },
  {
    page: 'scaling',
    en: 'may stay silent for # seconds',
    ja: '# 秒間応答しないこと',
    is: defaultLimits.pairingWaitMs / 1000,
  },
  {
    page: 'scaling',
    en: '# for a statement (`patienceMs`)',
    ja: '1 つの文の # 秒（`patienceMs`）',
    is: constant('server', /connections = 10, patienceMs = ([\d_]+)/) / 1000,
  },
  {
    page: 'scaling',
    en: 'more than # seconds in the future',
    ja: '時刻が # 秒を超えて',
    is: constant('server', /toleranceMs = ([\d_]+)/) / 1000,
  },
  {
    page: 'vault',
    en: 'SHA-256 with # rounds',
    ja: 'SHA-256 を # 回',
    is: constant('vault', /const iterations = ([\d_]+)/),
  },
  {
    page: 'vault',
    en: 'locks again after \\*\\*# minutes',
    ja: '操作が \\*\\*# 分',
    is: minutes(constant('vault', /idleMs = ([\d_* ]+)/)),
  },
  {
    page: 'vault',
    en: 'and \\*\\*# minute\\*\\* after its page',
    ja: '隠れて \\*\\*# 分\\*\\*',
    is: minutes(constant('vault', /hiddenMs = ([\d_* ]+)/)),
  },
  {
    page: 'vault',
    en: 'brought back for # minutes',
    ja: '# 分間は元に戻せ',
    is: minutes(constant('vault', /undoMs = ([\d_* ]+)/)),
  },
  {
    page: 'pairing',
    en: 'takes # minutes at most',
    ja: '全体で # 分以内',
    is: minutes(constant('pairing', /const lifeMs = ([\d_]+)/)),
  },
  {
    page: 'pairing',
    en: 'of at most # characters',
    ja: '# 文字以内にして',
    is: constant('pairing', /messageLimit = ([\d_]+)/),
  },
  {
    page: 'reading-keys',
    en: 'entries in a file \\| # \\|',
    ja: '1 つのファイルの項目数 \\| # ',
    is: constant('importers', /entryLimit = ([\d_]+)/),
  },
];

for (const { page, en, ja, is } of facts) {
  test(`docs/…/${page}.md: “${en.replaceAll('\\', '')}” is what the code has`, () => {
    for (const [language, phrase, number] of [
      ['en', en, count],
      ['ja', ja, digits],
    ] as const) {
      const escaped = phrase.replace(/[()]/g, '\\$&');
      const text = readFileSync(`docs/${language}/${page}.md`, 'utf8');
      const said = [...text.matchAll(new RegExp(escaped.replace('#', number), 'g'))].map(([, found]) =>
        numberOf(found!),
      );
      assert.ok(said.length, `docs/${language}/${page}.md does not say “${phrase}”`);
      for (const each of said) assert.equal(each, is, `docs/${language}/${page}.md: “${phrase}”`);
    }
  });
}

test('the changelog counts the apps of the catalogue, and those whose exports are read', () => {
  const [read] = /'otpauth'.*?'csv'/s.exec(readFileSync('src/importers/types.ts', 'utf8'))!;
  // Google’s codes are named beside them; addresses and tables are of no app.
  const others = read.match(/'[\w-]+'/g)!.length - 3;
  for (const [file, catalogue, exports] of [
    ['CHANGELOG.md', /^- (\w+) apps in the catalogue/m, /the exports of (\w+) other apps/],
    ['CHANGELOG.ja.md', /アプリの表には (\d+) のアプリ/, /ほかの (\d+) のアプリの書き出し/],
  ] as const) {
    const text = readFileSync(file, 'utf8');
    assert.equal(numberOf(catalogue.exec(text)![1]!), apps.length, file);
    assert.equal(numberOf(exports.exec(text)![1]!), others, file);
  }
});
