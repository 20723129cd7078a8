import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Copy, follow, piecesOf } from '../support/copy.ts';

/** The pages that say how something is added are followed to the letter, in one copy and in this order. */
let copy: Copy;
before(() => {
  copy = new Copy();
});
after(() => copy.remove());

const isTest = (path: string): boolean => path.startsWith('test/');
const isWords = (path: string): boolean => path.endsWith('.xlf');

const sections = [
  { page: 'add-a-flow.md', en: '## Make one', ja: '## 作る' },
  { page: 'add-an-app.md', en: '## Make one', ja: '## 加える' },
  { page: 'add-an-operation.md', en: '## Make one', ja: '## 作る' },
  { page: 'localization.md', en: '## A new language', ja: '## 言語を加える' },
];
const english = (index: number) => piecesOf(`docs/en/${sections[index]!.page}`, sections[index]!.en);

test('the pages show the same steps in both languages', () => {
  for (const [index, { page, ja }] of sections.entries()) {
    const steps = (pieces: ReturnType<typeof piecesOf>) => pieces.map(({ language, text }) => ({ language, text }));
    assert.ok(english(index).length > 2, page);
    assert.deepEqual(steps(piecesOf(`docs/ja/${page}`, ja)), steps(english(index)), page);
  }
});

test('a flow by its page: three files by hand, and its test passes', () => {
  const { files, said } = follow(copy, english(0));
  assert.equal(files.size, 3, [...files].join(' '));
  assert.equal(said.match(/^ja: not translated: /gm)?.length, 2 + 3, said);
  const { status, output } = copy.run('--import', 'tsx', '--test', 'test/flows/mail-address.test.ts');
  assert.equal(status, 0, output);
  assert.match(output, /^# pass 2$/m);
});

test('an app by its page: one file by hand, and the catalogue takes it', () => {
  const { files } = follow(copy, english(1));
  assert.deepEqual([...files], ['src/apps/others.ts']);
  const { status, output } = copy.run(
    '--import',
    'tsx',
    '--test',
    'test/apps/catalogue.test.ts',
    'test/apps/routes.test.ts',
  );
  assert.equal(status, 0, output);
});

test('an operation with a problem code by its page: four files by hand, and both back ends do it', () => {
  const { files, said } = follow(copy, english(2));
  assert.equal([...files].filter((path) => !isTest(path) && !isWords(path)).length, 4, [...files].join(' '));
  assert.match(said, /^ja: not translated: \S+ A browser cannot ring\.$/m);
  const suite = copy.run('--import', 'tsx', '--test', '--test-name-pattern=ringDevice', 'test/server/stores.test.ts');
  assert.equal(suite.status, 0, suite.output);
  assert.equal(suite.output.match(/ok \d+ - ringDevice: a browser cannot ring/g)?.length, 2, suite.output);
});

test('a draft of Korean by its page: no file but the words, and the rest of each screen is in English', () => {
  const { files } = follow(copy, english(3));
  assert.deepEqual([...files], ['src/localization/xliff/ko.xlf']);
  const generated = copy.generate();
  assert.equal(generated.status, 0, generated.output);
  assert.match(generated.output, /^ko: a draft, 5 of \d+ texts/m);
  assert.match(copy.read('docs/en/reference/languages.md'), /한국어 .*draft .* 5 \/ \d+ /);
  const script = `
    import { signInFlow } from './src/flows/interruptions/sign-in.flow.ts';
    import { mailFlow } from './src/flows/mail/mail.flow.ts';
    import { screenOf } from './src/flows/machine/machine.ts';
    import { languages } from './src/localization/languages.ts';
    import { loadWords } from './src/localization/load.ts';
    import { localeFor } from './src/localization/msg.ts';
    import { chooseFlow } from './src/flows/start/choose.flow.ts';
    import { troubleFlow } from './src/flows/interruptions/trouble.flow.ts';
    import { mailText } from './src/server/mail-text.ts';
    import { accounts, contexts } from './test/flows/samples.ts';
    import { textsOf } from './test/flows/texts.ts';
    const locale = localeFor('ko-KR');
    await loadWords(locale, ['frame', 'mail', 'interruptions']);
    const account = Object.values(accounts.shared)[0];
    const shown = [
      [signInFlow, { at: 'signedOut' }],
      [chooseFlow, { at: 'where', policy: account.policy }],
      [troubleFlow, { at: 'stuck', problem: { code: 'network' }, untilMs: 0 }],
      [mailFlow, { at: 'address', account, typed: '' }],
    ];
    const textsIn = (locale) =>
      shown.flatMap(([flow, state]) => textsOf(screenOf(flow, state, { ...contexts.computer, locale }), locale));
    const mail = { purpose: 'mail', code: '12345678', lifeMs: 60000, issuer: 'Example', language: locale };
    console.log(JSON.stringify({ locale, row: languages.ko, subject: mailText(mail).subject, en: textsIn('en'), ko: textsIn(locale) }));`;
  const { status, output } = copy.run('--import', 'tsx', '--input-type=module', '--eval', script);
  assert.equal(status, 0, output);
  const { en, ko, ...rest } = JSON.parse(output) as { en: string[]; ko: string[] };
  assert.deepEqual(rest, {
    locale: 'ko',
    row: { direction: 'ltr', joiner: ' ', quotes: '“”', breaks: 'words', draft: true },
    subject: 'Example Verification code / 認証コード',
  });
  const page = english(3).find(({ language }) => language === 'xml')!.text;
  const korean = new Map(
    [...page.matchAll(/<source>(.*)<\/source>\n<target>(.*)<\/target>/g)].map(([, one, other]) => [one!, other!]),
  );
  assert.equal(korean.size, 5);
  assert.deepEqual(
    ko,
    en.map((text) => korean.get(text) ?? text),
  );
  assert.ok(ko.filter((text, index) => text !== en[index]).length >= 2, ko.join(' | '));
});

test('after all four the project compiles, and the reference has what is new', () => {
  assert.match(copy.read('docs/en/reference/flows.md'), /^\| `mail-address` \|/m);
  assert.match(copy.read('docs/en/reference/apps.md'), /^\| Example Authenticator \|/m);
  assert.match(copy.read('docs/en/reference/contract.md'), /^\| `cannot_ring` +\| 409 /m);
  const { status, output } = copy.run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  assert.equal(status, 0, output);
});
