import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A copy of the project, in which somebody works. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'mfa-elements-copy-'));

  constructor() {
    const isLeftOut = /^(node_modules|dist|data|coverage|\.git)$/;
    cpSync('.', this.folder, { recursive: true, filter: (path) => !isLeftOut.test(path) });
    symlinkSync(resolve('node_modules'), join(this.folder, 'node_modules'));
  }

  run(...args: string[]): { status: number | null; output: string } {
    // Where a test runs another one, Node would skip its files and call that a success.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: this.folder, encoding: 'utf8', env });
    return { status, output: stdout + stderr };
  }

  make(...args: string[]) {
    return this.run('--import', 'tsx', 'scripts/new/index.ts', ...args);
  }

  generate() {
    return this.run('--import', 'tsx', 'scripts/generate.ts');
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** A page never makes a file by hand: `npm run new` has made it. */
  write(path: string, text: string): void {
    if (!existsSync(join(this.folder, path))) throw new Error(`${path} is not there yet`);
    writeFileSync(join(this.folder, path), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export interface Piece {
  language: string;
  text: string;
  /** What the page says since the piece before. */
  before: string;
}

/** The blocks of code of a section, up to the next heading of its level. */
export function piecesOf(page: string, heading: string): Piece[] {
  const text = readFileSync(page, 'utf8');
  const begin = text.indexOf(`\n${heading}\n`);
  if (begin < 0) throw new Error(`${page} has no “${heading}”`);
  const level = heading.split(' ')[0]!;
  const rest = text.slice(begin + heading.length + 2);
  const section = rest.slice(0, new RegExp(`^${level} `, 'm').exec(rest)?.index);
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: language = '', 2: code = '', index } of section.matchAll(/^```(\w*)\n(.*?)^```$/gms)) {
    pieces.push({ language, text: code, before: section.slice(end, index) });
    end = index + whole.length;
  }
  return pieces;
}

/** Lines of a patch: those that were there, those that are there afterwards. */
function patched(text: string, patch: string): string {
  const lines = patch.split('\n').filter(Boolean);
  const side = (sign: '-' | '+'): string =>
    lines
      .filter((line) => line[0] === sign || line[0] === ' ')
      .map((line) => line.slice(2))
      .join('\n');
  if (text.split(side('-')).length !== 2) throw new Error(`not once in the file:\n${side('-')}`);
  return text.replace(side('-'), () => side('+'));
}

/** Each `<source>` with the `<target>` that follows it. */
function translated(text: string, words: string): string {
  return [...words.matchAll(/<source>.*?<\/source>\n<target>.*?<\/target>/gs)].reduce((whole, [both]) => {
    const [source = ''] = both.split('\n');
    if (!whole.includes(source)) throw new Error(`no text to translate: ${source}`);
    return whole.replace(source, () => both);
  }, text);
}

/**
 * Does what a section says, to the letter, but for its last `npm run generate`: one run does for all sections. Returns the
 * files that it has written by hand, and what the commands said.
 */
export function follow(copy: Copy, pieces: readonly Piece[]): { files: Set<string>; said: string } {
  const files = new Set<string>();
  let said = '';
  for (const [index, { language, text, before }] of pieces.entries()) {
    if (language === 'sh') {
      for (const line of text.trim().split('\n')) {
        const [, kind, name] = /^npm run new -- (\S+) (\S+)$/.exec(line) ?? [];
        if (kind && name) said += copy.make(kind, name).output;
        else if (line === 'npm run generate') said += index < pieces.length - 1 ? copy.generate().output : '';
        else if (!line.startsWith('npm test -- ')) throw new Error(`nobody knows how to follow “${line}”`);
      }
      continue;
    }
    const path =
      language === 'xml'
        ? [...before.matchAll(/`(?:src\/localization\/xliff\/)?(\w+\.xlf)`/g)]
            .map(([, file]) => `src/localization/xliff/${file}`)
            .at(-1)
        : /^(?:\/\/ | {2})((?:src|test)\/\S+)\n/.exec(text)?.[1];
    if (!path) throw new Error(`nothing says which file this is for:\n${text}`);
    const rest = text.slice(text.indexOf('\n') + 1);
    if (language === 'xml') copy.write(path, translated(copy.read(path), text));
    else copy.write(path, language === 'diff' ? patched(copy.read(path), rest) : rest);
    files.add(path);
  }
  return { files, said };
}
