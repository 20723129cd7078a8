import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

/** A copy of the project, where `npm run new` may write. */
const copy = mkdtempSync(join(tmpdir(), 'mfa-elements-new-'));
const isLeftOut = /^(node_modules|dist|data|coverage|\.git)$/;

function run(...args: string[]): { status: number | null; output: string } {
  // Where a test runs another one, Node would skip its files and call that a success.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8', env });
  return { status, output: stdout + stderr };
}
const make = (...args: string[]) => run('--import', 'tsx', 'scripts/new/index.ts', ...args);
const generate = () => run('--import', 'tsx', 'scripts/generate.ts');

before(() => {
  cpSync('.', copy, { recursive: true, filter: (path) => !isLeftOut.test(path) });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
});
after(() => rmSync(copy, { recursive: true }));

const korean = {
  Back: '뒤로',
  Confirm: '확인',
  'Sign in': '로그인',
  'Try again': '다시 시도',
  'Set up mail': '메일 설정',
};

test('a draft of Korean with five words speaks them, and English for the rest', () => {
  assert.match(make('language', 'ko').output, /Left to do:\n1\. .*한국어/);
  const path = join(copy, 'src/localization/xliff/ko.xlf');
  const units = Object.entries(korean).reduce(
    (text, [english, word]) =>
      text.replace(`<source>${english}</source>`, (source) => `${source}\n  <target>${word}</target>`),
    readFileSync(path, 'utf8'),
  );
  writeFileSync(path, units);
  const { status, output } = generate();
  assert.equal(status, 0, output);
  assert.match(output, /^ko: a draft, 5 of \d+ texts/m);
  assert.match(readFileSync(join(copy, 'docs/en/reference/languages.md'), 'utf8'), /한국어 .*draft .* 5 \/ \d+ /);
  const script = `
    import { languages } from './src/localization/languages.ts';
    import { loadWords } from './src/localization/load.ts';
    import { localeFor, msg, withLocale } from './src/localization/msg.ts';
    import { mailText } from './src/server/mail-text.ts';
    import { apps } from './src/apps/catalogue.ts';
    import { profileSchema } from './src/profiles/schema.ts';
    import { profile } from './src/profiles/kyoto-u.ts';
    const locale = localeFor('ko-KR');
    await loadWords(locale, ['frame', 'mail', 'interruptions']);
    const words = withLocale(locale, () => [msg('Back'), msg('Set up mail'), msg('Copied')]);
    const { name } = profileSchema.parse({ ...profile, name: { en: 'Kyoto University', ko: '교토대학' } });
    const { subject } = mailText({ purpose: 'mail', code: '12345678', lifeMs: 60000, issuer: 'Example', language: locale });
    console.log(JSON.stringify([locale, languages.ko, words, name.ko, subject, apps.length > 0]));`;
  const said = run('--import', 'tsx', '--input-type=module', '--eval', script);
  assert.equal(said.status, 0, said.output);
  assert.deepEqual(JSON.parse(said.output), [
    'ko',
    { direction: 'ltr', joiner: ' ', quotes: '“”', breaks: 'words', draft: true },
    ['뒤로', '메일 설정', 'Copied'],
    '교토대학',
    'Example Verification code / 認証コード',
    true,
  ]);
});

/** Writes into the copy as somebody would who follows docs/en/add-an-operation.md. */
function edit(path: string, before: string, after: string): void {
  const text = readFileSync(join(copy, path), 'utf8');
  assert.ok(text.includes(before), `${path} holds ${before}`);
  writeFileSync(join(copy, path), text.replace(before, after));
}

test('an operation with a problem code of its own is four files by hand, and the back end does it', () => {
  const { status, output } = make('operation', 'ringDevice');
  assert.equal(status, 0, output);
  edit('src/contract/operations/ring-device.ts', "['not_found']", "['not_found', 'out_of_reach']");
  edit(
    'src/contract/problems.ts',
    '  last_device: {',
    "  out_of_reach: { status: 409, title: { en: 'The device is out of reach.', ja: 'デバイスに届きません。' } },\n  last_device: {",
  );
  edit('src/server/routes/ring-device.ts', 'return {};', "throw new Refusal('out_of_reach');");
  edit(
    'src/flows/common/problem-words.ts',
    "    case 'last_device':",
    "    case 'out_of_reach':\n      return { text: msg('That device is out of reach.'), more: [] };\n    case 'last_device':",
  );
  edit(
    'test/server/suites/ring-device.ts',
    "assert.deepEqual(await alice.ask('ringDevice', { id }), {});",
    "assert.equal((await alice.refusal('ringDevice', { id })).code, 'out_of_reach');",
  );
  const suite = run('--import', 'tsx', '--test', '--test-name-pattern=ringDevice', 'test/server/stores.test.ts');
  assert.equal(suite.status, 0, suite.output);
  assert.equal(suite.output.match(/ok \d+ - ringDevice: a device of the person, and none else/g)?.length, 2);
});

test('whatever can be new compiles as it is made, and says what is left to do', () => {
  const usage = make().output;
  const kinds = [...usage.matchAll(/npm run new -- (\S+) (\S+)/g)].map(([, kind, name]) => [kind!, name!]);
  assert.ok(kinds.length >= 4, usage);
  for (const [kind, name] of kinds.filter(([kind]) => kind !== 'language')) {
    const { status, output } = make(kind!, name!);
    assert.equal(status, 0, output);
    assert.match(output, /Left to do:\n1\. /);
  }
  const { status, output } = run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
  assert.equal(status, 0, output);
});

test('the flow that was made passes its test, and is told by name that it is not translated', () => {
  const { status, output } = run('--import', 'tsx', '--test', 'test/flows/my-flow.test.ts');
  assert.equal(status, 0, output);
  assert.match(output, /^# pass 2$/m);
  assert.match(generate().output, /^ja: not translated: \S+ The first screen of my-flow$/m);
});

test('what is there already, or has no fit name, is refused and nothing is written', () => {
  for (const [kind, name, answer] of [
    ['language', 'ko', /ko is there already/],
    ['language', 'zz', /nobody has registered/],
    ['language', 'english', /is no language/],
    ['flow', 'my-flow', /my-flow is there already/],
    ['flow', '../mail', /is no id/],
    ['app', 'my-app', /my-app is there already/],
    ['operation', 'ringDevice', /ringDevice is there already/],
    ['operation', 'ring-device', /is no name of an operation/],
    ['planet', 'x', /What shall be new\?/],
  ] as const) {
    const { status, output } = make(kind, name);
    assert.equal(status, 1, output);
    assert.match(output, answer);
  }
});
