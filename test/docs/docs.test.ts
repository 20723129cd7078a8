import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import test from 'node:test';
import { compile } from 'svelte/compiler';
import { profileSchema } from '../../src/profiles/schema.ts';
import { rows } from '../architecture/layers.ts';
import { complaintsOfCompiler } from './compile.ts';
import { contrast } from './contrast.ts';
import { complaintsAbout, exchangesIn } from './exchanges.ts';
import { anchorOf, documentsIn, quotedFrom, readDocument, type Block, type Document } from './documents.ts';

const en = documentsIn('docs/en');
const ja = documentsIn('docs/ja');
const readmes = { en: readDocument('README.md'), ja: readDocument('README.ja.md') };
const pairs: [Document, Document][] = [
  [readmes.en, readmes.ja],
  [readDocument('CHANGELOG.md'), readDocument('CHANGELOG.ja.md')],
  ...[...en].flatMap(([path, page]): [Document, Document][] => {
    const other = ja.get(path);
    return other ? [[page, other]] : [];
  }),
];
const index = readDocument('llms.txt');
const all = [...pairs.flat(), readDocument('CONTRIBUTING.md'), index];

const blocksOf = (language: string): (Block & { path: string })[] =>
  all.flatMap(({ path, blocks }) => blocks.filter((block) => block.language === language).map((b) => ({ ...b, path })));

test('both languages have the same pages', () => {
  assert.ok(en.size > 0);
  assert.deepEqual([...ja.keys()], [...en.keys()]);
});

for (const [page, other] of pairs) {
  test(`${page.path} and ${other.path} have the same headings, tables and code`, () => {
    const frame = ({ headings, blocks, prose }: Document) => ({
      levels: headings.map(({ level }) => level),
      code: blocks.map(({ language }) => language),
      rows: prose.split('\n').filter((line) => line.startsWith('|')).length,
      items: prose.split('\n').filter((line) => /^(-|\d+\.) /.test(line)).length,
    });
    assert.deepEqual(frame(other), frame(page));
    assert.equal(page.headings.filter(({ level }) => level === 1).length, 1);
  });
}

test('after a Japanese sign the punctuation is full-width', () => {
  const wrong = pairs.flatMap(([, { path, prose }]) =>
    prose
      .split('\n')
      .map((line) => line.replace(/`[^`]*`|\]\([^)]*\)|<!--.*-->|\*\*/g, ''))
      .filter((line) => /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}][,.;:!?()]/u.test(line))
      .map((line) => `${path}: ${line}`),
  );
  assert.deepEqual(wrong, []);
});

test('every relative link leads to a file, and to a heading in it', () => {
  const broken = all.flatMap(({ path, links }) =>
    links
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [target, anchor] = link.split('#');
        const file = target ? posix.join(posix.dirname(path), target) : path;
        if (!existsSync(file)) return true;
        return anchor && !readDocument(file).headings.some(({ text }) => anchorOf(text) === decodeURIComponent(anchor));
      })
      .map((link) => `${path}: ${link}`),
  );
  assert.deepEqual(broken, []);
});

test('a page links to pages of its own language', () => {
  const strays = [...en.values(), ...ja.values()].flatMap(({ path, links }) => {
    const other = path.startsWith('docs/en') ? 'docs/ja' : 'docs/en';
    return links
      .filter((link) => posix.join(posix.dirname(path), link).startsWith(other))
      .map((link) => `${path}: ${link}`);
  });
  assert.deepEqual(strays, []);
});

test('each page is reached by links from the README of its language', () => {
  for (const [readme, pages] of [
    [readmes.en, en],
    [readmes.ja, ja],
  ] as const) {
    const reached = new Set<string>([readme.path]);
    for (const path of reached) {
      for (const link of readDocument(path).links) {
        const target = posix.join(posix.dirname(path), link.split('#')[0]!);
        if (target.endsWith('.md') && existsSync(target)) reached.add(target);
      }
    }
    assert.deepEqual(
      [...pages.values()].map(({ path }) => path).filter((path) => !reached.has(path)),
      [],
    );
  }
});

interface Named {
  name: string;
}
interface Declaration {
  tagName?: string;
  attributes?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  events?: Named[];
  members?: (Named & { kind: string })[];
}

const { modules } = JSON.parse(readFileSync('custom-elements.json', 'utf8')) as {
  modules: { declarations: Declaration[] }[];
};
const names = (list: Named[] = []): string[] => list.map(({ name }) => name);
/** The elements for pages, with what each offers. */
const elements = new Map(
  modules
    .flatMap(({ declarations }) => declarations)
    .map(({ tagName = '', attributes, slots, cssParts, events, members = [] }) => [
      tagName,
      {
        attributes: names(attributes),
        slots: names(slots),
        parts: names(cssParts),
        events: names(events),
        members: members.map(({ name, kind }) => (kind === 'method' ? `${name}()` : name)),
      },
    ]),
);
const customProperties = new Set(readFileSync('src/theme/tokens.ts', 'utf8').match(/--mfa-[\w-]+/g));
const globalAttributes = ['id', 'class', 'hidden', 'slot', 'part', 'lang'];

const allOf = (kind: 'slots' | 'parts'): string[] => [...elements.values()].flatMap((element) => element[kind]);

/** What does not exist in a piece of HTML: `<tag>`, `tag attribute`, `slot name`. */
function unknownInHtml(text: string): string[] {
  return [...text.matchAll(/<([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g)].flatMap(
    ([, tag = '', rest = '']) => {
      const attributes = [...rest.matchAll(/([\w-]+)(?:="([^"]*)")?/g)];
      const slots = attributes.flatMap(([, name, value = '']) => (name === 'slot' ? [value] : []));
      const element = elements.get(tag);
      const known = [...(element?.attributes ?? []), ...globalAttributes];
      return [
        ...slots.filter((slot) => !allOf('slots').includes(slot)).map((slot) => `slot ${slot}`),
        ...(tag.includes('-') && !element ? [`<${tag}>`] : []),
        ...(element ? attributes.filter(([, name]) => !known.includes(name!)).map(([, name]) => `${tag} ${name}`) : []),
      ];
    },
  );
}

function unknownInCss(text: string): string[] {
  return [
    ...(text.match(/(?<![\w-])mfa-[\w-]+/g) ?? []).filter((tag) => !elements.has(tag)),
    ...(text.match(/--mfa-[\w-]+/g) ?? []).filter((name) => !customProperties.has(name)),
    ...[...text.matchAll(/::part\(([\w-]+)\)/g)]
      .map(([, part]) => part!)
      .filter((part) => !allOf('parts').includes(part)),
  ];
}

test('tags, attributes, slots, parts and custom properties in pieces of HTML and CSS exist', () => {
  const complaints = (language: string, unknown: (text: string) => string[]): string[] =>
    blocksOf(language).flatMap(({ path, line, text }) => unknown(text).map((what) => `${path}:${line} ${what}`));
  assert.deepEqual([...complaints('html', unknownInHtml), ...complaints('css', unknownInCss)], []);
});

test('the judges of HTML and CSS know what does not exist', () => {
  assert.deepEqual(unknownInHtml('<mfa-wizard></mfa-wizard><mfa-setup-wizard end-point="/x" id="a">'), [
    '<mfa-wizard>',
    'mfa-setup-wizard end-point',
  ]);
  assert.deepEqual(unknownInHtml('<p slot="header">'), ['slot header']);
  assert.deepEqual(unknownInCss('mfa-list { --mfa-colour: red } mfa-setup-wizard::part(title) {}'), [
    'mfa-list',
    '--mfa-colour',
    'title',
  ]);
});

test('llms.txt names every tag, attribute and event, and links to pages', () => {
  const offered = [...elements].flatMap(([tag, { attributes, events }]) => [tag, ...attributes, ...events]);
  assert.deepEqual(
    offered.filter((name) => !index.prose.includes(`\`${name}\``)),
    [],
  );
  assert.ok(index.links.length > 10);
});

test('the table of custom properties has their defaults', () => {
  const declared = [...readFileSync('src/theme/tokens.ts', 'utf8').matchAll(/var\((--mfa-[\w-]+), (.+)\);/g)];
  assert.equal(declared.length, customProperties.size);
  for (const { path, prose } of [en.get('theming.md')!, ja.get('theming.md')!]) {
    for (const [, name, value = ''] of declared) {
      const row = prose.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      assert.ok(row?.endsWith(`| \`${value.replace('--_', '--mfa-color-')}\` |`), `${path}: ${name}`);
    }
  }
});

test('the contrast of each theme is what its page says', () => {
  const themes = en.get('theming.md')!.blocks.filter(({ language }) => language === 'css');
  assert.equal(themes.length, 3);
  for (const { text } of themes) {
    const name = /^\.([\w-]+)/.exec(text)![1]!;
    const pair = (property: string): string[] =>
      new RegExp(`\\s${property}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(text)!.slice(1);
    const background = pair('background');
    const accent = pair('--mfa-color-accent');
    for (const [what, [front, back]] of [
      ['text', [pair('color'), background]],
      ['text on the accent', [pair('--mfa-color-on-accent'), accent]],
      ['accent', [accent, background]],
      ['refusals', [pair('--mfa-color-error'), background]],
    ] as const) {
      for (const [index, color] of front.entries()) {
        const ratio = contrast(color, back[index]!);
        assert.ok(ratio >= (name === 'high-contrast' ? 7 : 4.5), `${name}, ${what}: ${color} has ${ratio.toFixed(2)}`);
      }
    }
  }
});

for (const page of [en.get('embed.md')!, ja.get('embed.md')!]) {
  test(`${page.path} names all that an element offers`, () => {
    const offered = [...elements].flatMap(([tag, facts]) => [tag, ...Object.values(facts).flat()]);
    assert.ok(offered.length > 20);
    const missing = [...offered, ...customProperties].filter(
      (name) => !page.prose.includes(`\`${name}\``) && !page.blocks.some(({ text }) => text.includes(`<${name} `)),
    );
    assert.deepEqual(missing, []);
  });
}

test('every piece of JSON is JSON, and a profile fits its schema', () => {
  const values = blocksOf('json').map(({ text }) => JSON.parse(text) as object);
  const profiles = values.filter((value) => 'issuers' in value);
  assert.equal(profiles.length, 2);
  // What the schema does not know would be left out without a word.
  for (const profile of profiles) assert.deepEqual(profileSchema.parse(profile), profile);
});

for (const page of [...en.values(), ...ja.values()].filter(({ blocks }) => exchangesIn(blocks).length)) {
  test(`requests and answers in ${page.path} have the shapes of the contract`, () => {
    assert.deepEqual(exchangesIn(page.blocks).flatMap(complaintsAbout), []);
  });
}

test('the judge of requests and answers knows what does not fit', () => {
  const wrong = (text: string, answer: string): string[] =>
    exchangesIn([
      { language: 'text', line: 1, text },
      { language: 'json', line: 9, text: answer },
    ]).flatMap(complaintsAbout);
  assert.equal(wrong('POST /api/mfa/checks\n', '{}').length, 1);
  assert.equal(wrong('POST /api/mfa/check\n\n{"code":"1"}\n', '{ "deltaSteps": 0, "deviceId": null }').length, 1);
  assert.equal(wrong('POST /api/mfa/check\n\n{"code":"123456"}\n', '{ "deltaSteps": 0 }').length, 1);
  assert.equal(wrong('DELETE /api/mfa/mail/x\n', '{ "more": 1 }').length, 1);
  assert.equal(wrong('DELETE /api/mfa/mail/x\n', '{ "status": 409, "code": "last_device" }').length, 1);
});

test('every piece of TypeScript compiles against the sources', () => {
  assert.ok(blocksOf('ts').length > 0);
  assert.deepEqual(complaintsOfCompiler(all), []);
});

/** The sources of the consumers, which the tests of the package build and run. */
const consumers = readdirSync('test/package/consumers', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => readFileSync(posix.join(parentPath, name), 'utf8'));

test('every piece of JavaScript or Vue, and every whole page, is a file of a consumer that is run', () => {
  const pieces = [
    ...blocksOf('js'),
    ...blocksOf('vue'),
    ...blocksOf('html').filter(({ text }) => text.startsWith('<!doctype')),
  ];
  assert.ok(pieces.length > 0);
  assert.deepEqual(
    pieces.filter(({ text }) => !consumers.includes(text)).map(({ path, line }) => `${path}:${line}`),
    [],
  );
});

test('every piece of Svelte compiles without a warning', () => {
  assert.ok(blocksOf('svelte').length > 0);
  for (const { text } of blocksOf('svelte')) assert.deepEqual(compile(text, {}).warnings, []);
});

test('a page names every package that those install who need it', () => {
  const { peerDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { peerDependencies: object };
  for (const page of [en.get('npm.md')!, ja.get('npm.md')!]) {
    const text = page.prose + page.blocks.map((block) => block.text).join('');
    for (const name of Object.keys(peerDependencies)) assert.ok(text.includes(name), `${page.path}: ${name}`);
  }
});

test('what a page quotes from a file stands there, letter by letter', () => {
  const quotes = all.flatMap(({ path, blocks }) =>
    blocks.flatMap(({ text, line }) => {
      const file = quotedFrom(text);
      return file ? [{ at: `${path}:${line}`, file, piece: text.slice(text.indexOf('\n') + 1) }] : [];
    }),
  );
  assert.ok(quotes.length >= 18, String(quotes.length));
  // Pieces by name stand apart, and without the indentation that they have in the file.
  const plain = (text: string): string => text.replace(/^ +/gm, '');
  const stale = quotes.filter(
    ({ file, piece }) =>
      !existsSync(file) ||
      !piece.trim() ||
      piece.split('\n\n').some((part) => !plain(readFileSync(file, 'utf8')).includes(plain(part.trim()))),
  );
  assert.deepEqual(
    stale.map(({ at, file }) => `${at} is not in ${file}`),
    [],
  );
});

test('the page about flows says what each member of an entry does', () => {
  const [, members] = /interface StateEntry<.*?> \{\n(.*?)\n\}/s.exec(
    readFileSync('src/flows/machine/machine.ts', 'utf8'),
  )!;
  const names = [...members!.matchAll(/^ {2}(\w+)\??:/gm)].map(([, name]) => name!);
  assert.ok(names.length >= 6);
  for (const { path, prose } of [en.get('add-a-flow.md')!, ja.get('add-a-flow.md')!])
    assert.deepEqual(
      names.filter((name) => !new RegExp(`^- \`${name}\``, 'm').test(prose)),
      [],
      path,
    );
});

test('the first page describes every room of src, and draws the floors as the import test has them', () => {
  const rooms = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const floors = [...new Set(Object.values(rows))].sort((one, other) => other - one);
  const drawn = floors.map((floor) => Object.keys(rows).filter((room) => rows[room as keyof typeof rows] === floor));
  for (const { path, prose, blocks } of [en.get('start.md')!, ja.get('start.md')!]) {
    assert.deepEqual(
      rooms
        .filter(({ name }) => !new RegExp(`^\\|[^|]*\`src/${name}\`[^|]*\\|`, 'm').test(prose))
        .map(({ name }) => name),
      [],
      path,
    );
    const picture = blocks
      .find(({ text }) => text.startsWith('index'))!
      .text.trim()
      .split('\n');
    assert.deepEqual(
      picture.map((line) => line.split(' · ').sort()),
      drawn.map((line) => line.sort()),
      path,
    );
  }
});

test('the index of decisions lists each of them, by its title and in its order', () => {
  for (const pages of [en, ja]) {
    const decisions = [...pages].filter(([path]) => /^decisions\/\d/.test(path));
    const listed = [...pages.get('decisions/README.md')!.prose.matchAll(/^- \[(.+)\]\((\d.+\.md)\)$/gm)];
    assert.deepEqual(
      listed.map(([, title, file]) => [`decisions/${file}`, title]),
      decisions.map(([path, { headings }]) => [path, headings[0]!.text]),
    );
    const numbers = decisions.map(([path]) => Number(/\d+/.exec(path)![0]));
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => index + 1),
    );
  }
});

test('the first page of Storybook describes each group of stories', () => {
  const text = readFileSync('stories/welcome.mdx', 'utf8');
  const files = readdirSync('stories', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.stories.ts'),
  );
  const groups = files.map((name) => /title: '([^/']+)\//.exec(readFileSync(posix.join('stories', name), 'utf8'))![1]!);
  const described = [...text.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, group]) => group!);
  assert.deepEqual(described.sort(), [...new Set(groups)].sort());
});

test('each word of the glossary stands where the glossary says', () => {
  for (const { path, prose } of [en.get('glossary.md')!, ja.get('glossary.md')!]) {
    const rows = [...prose.matchAll(/^\| .* \| `(src\/[^`]+)` `(\w+)` \|$/gm)];
    assert.ok(rows.length > 40, path);
    const strays = rows.filter(([, file, name]) => !new RegExp(`\\b${name}\\b`).test(readFileSync(file!, 'utf8')));
    assert.deepEqual(
      strays.map(([row]) => row),
      [],
    );
    const twice = [...prose.matchAll(/^\| `(\w+)` \| .*?`(src\/[^`]+)`.*?`(src\/[^`]+)`.*\|$/gm)];
    assert.ok(twice.length > 10, path);
    for (const [, name, ...files] of twice)
      for (const file of files)
        assert.match(
          readFileSync(file, 'utf8'),
          new RegExp(`export (type|interface|class) ${name}\\b`),
          `${path}: ${file}`,
        );
  }
});

test('the compiler that judges the pages finds a wrong import and a wrong type', () => {
  const wrong = ["import { nothing } from './src/index.ts';\nnothing();\n", 'export const count: number = "three";\n'];
  const blocks = wrong.map((text, line) => ({ language: 'ts', line, text }));
  assert.deepEqual(
    complaintsOfCompiler([{ ...readmes.en, path: 'no-page.md', blocks }]).map((complaint) => complaint.slice(0, 12)),
    ['no-page.md:0', 'no-page.md:1'],
  );
});

test('the README shows a picture for a light and one for a dark screen, each of less than 60 kB', () => {
  for (const [language, { links }] of Object.entries(readmes)) {
    const pictures = links.filter((link) => link.startsWith('docs/images/'));
    assert.deepEqual(
      pictures,
      ['dark', 'light'].map((scheme) => `docs/images/wizard-${language}-${scheme}.webp`),
    );
    for (const picture of pictures) assert.ok(statSync(picture).size < 60_000, picture);
  }
});

test('the README names both commands, in each language', () => {
  for (const { path, prose } of Object.values(readmes))
    for (const command of ['npm start', 'npm test']) assert.ok(prose.includes(`\`${command}\``), `${path}: ${command}`);
});

test('every npm command that a page names is in package.json', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = all.flatMap(({ path, prose, blocks }) =>
    [prose, ...blocks.map(({ text }) => text)].flatMap((text) =>
      [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
        ([, run, short]) => [path, run ?? short!] as const,
      ),
    ),
  );
  assert.deepEqual(
    named.filter(([, name]) => !(name in scripts)),
    [],
  );
});

test('every file of the sources that a page names is there', () => {
  const missing = all.flatMap(({ path, prose }) =>
    [...prose.matchAll(/`((?:src|test|scripts|docs)\/[\w./-]+)`/g)]
      .map(([, file]) => file!)
      .filter((file) => !existsSync(file))
      .map((file) => `${path}: ${file}`),
  );
  assert.deepEqual(missing, []);
});

/** Words between backticks that are neither ours nor in the tree: of browsers, of specifications, of other programs. */
const outside = new Set([
  ...['scroll-padding-top', 'noscript', 'wp_enqueue_script_module', 'useMemo', 'CUSTOM_ELEMENTS_SCHEMA', 'Host'],
  ...['Content-Security-Policy', 'Permissions-Policy', 'Cross-Origin-Opener-Policy'],
  // OpenID Connect and SAML.
  ...['amr', 'acr_values', 'max_age', 'authnContextClassRef'],
  // Flows of Shibboleth, a setting of LemonLDAP::NG, a section of FreeRADIUS.
  ...['authn/MFA', 'authn/OIDCRelyingParty', 'authn/Password', 'authn/privacyIDEA'],
  ...['tokenUseGlobalStorage', 'authorize', 'privacyidea_radius.pm'],
  ...['display-capture', 'publickey-credentials', 'wasm-unsafe-eval', 'TrustedScriptURL', 'fromLiteral'],
  // The PSKC of RFC 6030, and a column of Microsoft Entra ID.
  ...['UID', 'CN', 'upn'],
  // A package that a decision weighed and left.
  ...['lean-qr', 'lean-qr/nano'],
  // Members of package.json that are left out until there is a repository.
  ...['bugs', 'homepage'],
]);

/** Every word of the code: of its files, and of the paths that lead to them. */
function wordsOfTree(): Set<string> {
  const folders = ['src', 'test', 'scripts', 'stories', '.storybook'];
  const found = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mts|mjs|js|json|vue|svelte|html)$/.test(entry.name))
      .map((entry) => posix.join(entry.parentPath, entry.name)),
  );
  // This test names what is not there.
  const files = [...found.filter((path) => !path.startsWith('test/docs/')), 'package.json', 'budgets.json'];
  const words = new Set<string>();
  for (const path of files)
    for (const word of `${path} ${readFileSync(path, 'utf8')}`.match(/[\w$-]+/g) ?? []) {
      words.add(word);
      for (const part of word.split('-')) words.add(part);
      words.add(word.replace(/^-+/, ''));
    }
  return words;
}

test('every name between backticks is a name in the code, or one from outside that is listed', () => {
  const words = wordsOfTree();
  const isThere = (name: string): boolean =>
    name.split(/[./]/).every((part) => part === '' || words.has(part.replace(/\(\)$/, '').replace(/^--/, '')));
  const strays = all.flatMap(({ path, prose }) =>
    [...prose.matchAll(/`([^`\n]+)`/g)]
      .map(([, name]) => name!)
      .filter((name) => /^(--)?[A-Za-z][\w$]*([.\/-][\w$]+)*(\(\))?$/.test(name))
      .filter((name) => !outside.has(name) && !isThere(name) && !existsSync(name))
      .map((name) => `${path}: ${name}`),
  );
  assert.deepEqual(strays, [], 'a name of a browser, a specification or another program is listed in `outside`');
});
