import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Message, Placeholder } from '@lit/localize-tools/lib/messages.js';
import type { Locale as Tag } from '@lit/localize-tools/lib/types/locale.js';
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import { extractMessagesFromProgram } from '@lit/localize-tools/lib/program-analysis.js';
import { isDraft, locales as allLocales, sourceLocale, type Locale } from '../../src/localization/languages.ts';
import { textId } from '../../src/localization/text-id.ts';
import { flowWords } from './flow-words.ts';
import { missingNotes, noteOn } from './notes.ts';
import { chunkOf, usualChunks } from './word-chunks.ts';

const xliffFolder = 'src/localization/xliff';
const targets = allLocales.filter((locale) => locale !== sourceLocale);

class Localizer extends RuntimeLitLocalizer {
  constructor(xliffDir: string) {
    super({
      baseDir: '.',
      resolve: (path) => resolve(path),
      sourceLocale: sourceLocale as Tag,
      targetLocales: targets as readonly string[] as Tag[],
      tsConfig: 'tsconfig.localize.json',
      output: { mode: 'runtime', outputDir: 'src/localization/generated' },
      interchange: { format: 'xliff', xliffDir },
    });
  }

  #quick: Program | undefined;
  protected override get program(): Program {
    return (this.#quick ??= askingOfNames(super.program));
  }

  /** What keeps texts from being found. */
  faults(): string[] {
    return renamed(this.program);
  }

  /** Message ids by source file; files without words are left out. */
  idsByFile(): Map<string, Set<string>> {
    const program = this.program;
    const ids = new Map<string, Set<string>>();
    for (const file of program.getSourceFiles()) {
      const path = relative('.', file.fileName).replaceAll('\\', '/');
      if (file.isDeclarationFile || !path.startsWith('src/')) continue;
      const { messages } = extractMessagesFromProgram({
        ...program,
        getSourceFiles: () => [file],
        getTypeChecker: () => program.getTypeChecker(),
      });
      if (messages.length) ids.set(path, new Set(messages.map(({ name }) => name)));
    }
    return ids;
  }
}

type Program = Parameters<typeof extractMessagesFromProgram>[0];
const names = ['msg', 'str'];

/**
 * The tools ask of each call in the sources whether its function is `msg` or `str`, by its type, which checks all of the
 * sources. Here a function of another name is none of them; `renamed` sees to that.
 */
function askingOfNames(program: Program): Program {
  const checker = program.getTypeChecker();
  const isAsked = (node: object): boolean => 'text' in node && names.includes(node.text as string);
  const nothing = {} as ReturnType<typeof checker.getTypeAtLocation>;
  const asking: Partial<typeof checker> = {
    getTypeAtLocation: (node) => (isAsked(node) ? checker.getTypeAtLocation(node) : nothing),
    getPropertiesOfType: (type) => (type === nothing ? [] : checker.getPropertiesOfType(type)),
  };
  return { ...program, getTypeChecker: () => asking as typeof checker };
}

/** Sources that give these functions names of their own. */
const renamed = (program: Program): string[] =>
  program
    .getSourceFiles()
    .filter(({ isDeclarationFile, text }) => !isDeclarationFile && /\b(msg|str) as \w/.test(text))
    .map(({ fileName }) => `${relative('.', fileName)}: msg and str keep their names, by which texts are found`);

function byChunk(idsByFile: Map<string, Set<string>>): Map<string, Set<string>> {
  const chunks = new Map<string, Set<string>>();
  for (const [file, ids] of idsByFile) {
    const chunk = chunkOf(file);
    chunks.set(chunk, new Set([...(chunks.get(chunk) ?? []), ...ids]));
  }
  return new Map([...chunks].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** How much of a language is there. */
export interface Progress {
  locale: Locale;
  isDraft: boolean;
  translated: number;
  of: number;
}

/** What is wrong with the translations, and the files made from them. */
export interface Locales {
  faults: string[];
  files: Map<string, string>;
  progress: Progress[];
}

export async function locales(): Promise<Locales> {
  // The tools write over the files that they read: they get a copy.
  const copies = await mkdtemp(join(tmpdir(), 'xliff-'));
  try {
    await cp(xliffFolder, copies, { recursive: true });
    return await localesIn(copies);
  } finally {
    await rm(copies, { recursive: true });
  }
}

async function localesIn(folder: string): Promise<Locales> {
  const localizer = new Localizer(folder);
  const { messages, errors } = localizer.extractSourceMessages();
  const faults = [...localizer.faults(), ...errors.map(({ messageText }) => String(messageText))];
  faults.push(...missingNotes(englishTexts(messages)));
  for (const message of messages) message.desc = noteOn(englishText(message));
  await withoutNotes(folder);
  await localizer.writeInterchangeFiles();
  faults.push(...collisions(messages));
  const idsByFile = localizer.idsByFile();
  const idsByChunk = byChunk(idsByFile);
  const chunkNames = [...idsByChunk.keys()];
  const files = new Map<string, string>();
  const progress: Progress[] = [
    { locale: sourceLocale, isDraft: false, translated: messages.length, of: messages.length },
  ];
  const { translations } = new Localizer(folder).readTranslationsSync();
  for (const locale of targets) {
    files.set(`${xliffFolder}/${locale}.xlf`, await readFile(join(folder, `${locale}.xlf`), 'utf8'));
    const translated = translations.get(locale as string as Tag)!.filter((message) => textOf(message).trim());
    const byId = new Map(translated.map((message) => [message.name, message]));
    for (const source of messages) faults.push(...faultsIn(source, byId.get(source.name), locale));
    progress.push({ locale, isDraft: isDraft(locale), translated: byId.size, of: messages.length });
    for (const [chunk, ids] of idsByChunk) {
      files.set(
        `src/localization/generated/${locale}/${chunk}.ts`,
        templatesModule(
          messages
            .filter(({ name }) => ids.has(name) && byId.has(name))
            .map((source) => [idOf(source), byId.get(source.name)!]),
        ),
      );
    }
  }
  files.set('src/localization/generated/english.ts', englishModule(messages));
  const usual = chunkNames.filter((name) => usualChunks.has(name));
  const other = chunkNames.filter((name) => !usualChunks.has(name));
  files.set('src/localization/generated/usual-chunks.ts', chunksModule('Usual', usual));
  files.set('src/localization/generated/other-chunks.ts', chunksModule('Other', other));
  for (const [path, text] of flowWords(idsByFile)) files.set(path, text);
  return { faults, files, progress };
}

/** The tools add notes and change them; those that are gone they keep. */
async function withoutNotes(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    await writeFile(join(folder, name), text.replace(/\s*<note from="lit-localize">[^<]*<\/note>/g, ''));
  }
}

const textOf = ({ contents }: Message): string =>
  contents.map((part) => (typeof part === 'string' ? part : '…')).join('');

function faultsIn(source: Message, translation: Message | undefined, locale: Locale): string[] {
  const named = `${source.name} ${textOf(source)}`;
  if (!translation) return isDraft(locale) ? [] : [`${locale}: not translated: ${named}`];
  const places = (message: Message): string => placeholdersOf(message).sort().join();
  return places(source) === places(translation) ? [] : [`${locale}: the places to fill differ: ${named}`];
}

/** The pieces of a message around its places. */
function stringsOf({ contents }: Message): string[] {
  const strings = [''];
  for (const part of contents) {
    if (typeof part === 'string') strings[strings.length - 1] += part;
    else strings.push('');
  }
  return strings;
}

/** As `msg` asks for it. */
const idOf = (source: Message): string => textId(stringsOf(source));

function collisions(messages: Message[]): string[] {
  const seen = new Map<string, string>();
  return messages.flatMap((source) => {
    const other = seen.get(idOf(source));
    seen.set(idOf(source), source.name);
    return other ? [`${other} and ${source.name} have the same short id: reword one of them`] : [];
  });
}

const placeholdersOf = ({ contents }: Message): number[] =>
  contents.flatMap((part) => (typeof part === 'string' ? [] : [part.index]));

/** In the form that @lit/localize reads at run time: text, or the pieces around numbered places. */
function templatesModule(translated: [id: string, message: Message][]): string {
  const lines = translated.map(([id, message]) => {
    const places = message.contents.filter((part): part is Placeholder => typeof part !== 'string');
    const strings = JSON.stringify(stringsOf(message));
    if (!places.length) return `${id}: ${JSON.stringify(message.contents.join(''))},`;
    return `${id}: { strings: ${strings}, values: ${JSON.stringify(places.map(({ index }) => index))} },`;
  });
  return [
    banner,
    "import type { Templates } from '../../msg.ts';",
    '',
    `export const templates = {${lines.sort().join('\n')}} as unknown as Templates;`,
  ].join('\n');
}

/** As people write it who name a text: its places numbered. */
const englishText = ({ contents }: Message): string =>
  contents.map((part) => (typeof part === 'string' ? part : `{${part.index}}`)).join('');

/** Each text once: a type only, so that a host's wording is checked where it is compiled. */
export const englishTexts = (messages: Message[]): string[] => [...new Set(messages.map(englishText))].sort();

const englishModule = (messages: Message[]): string =>
  [
    banner,
    '',
    `export type EnglishText = ${englishTexts(messages)
      .map((text) => `| ${JSON.stringify(text)}`)
      .join('\n')};`,
  ].join('\n');

function chunksModule(kind: 'Usual' | 'Other', chunkNames: string[]): string {
  return [
    banner,
    "import type { Locale } from '../languages.ts';",
    "import type { Templates } from '../msg.ts';",
    '',
    `export type ${kind}Chunk = ${chunkNames.map((name) => `'${name}'`).join(' | ')};`,
    '',
    `export const ${kind.toLowerCase()}Chunks: Record<Exclude<Locale, 'en'>, Record<${kind}Chunk, () => Promise<{ templates: Templates }>>> = {`,
    ...targets.map(
      (locale) =>
        `${locale}: {${chunkNames.map((name) => `'${name}': () => import('./${locale}/${name}.ts'),`).join('\n')}},`,
    ),
    '};',
  ].join('\n');
}

const banner = '// Written by `npm run generate` from the source and src/localization/xliff.';
