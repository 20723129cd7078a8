import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

export interface Block {
  language: string;
  text: string;
  line: number;
}

export interface Document {
  path: string;
  headings: { level: number; text: string }[];
  blocks: Block[];
  /** Targets of links and addresses of pictures outside of code, as written. */
  links: string[];
  /** Text outside of code blocks. */
  prose: string;
}

/** The file whose pieces a block is: its first line says so (`// from src/contract/problems.ts: last_device`). */
export const quotedFrom = (text: string): string | undefined => /^\/\/ from (\S+): .+\n/.exec(text)?.[1];

export function readDocument(path: string): Document {
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: Block | undefined;
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (open) {
      if (fence) open = undefined;
      else open.text += `${line}\n`;
    } else if (fence) blocks.push((open = { language: fence[1]!, text: '', line: index + 2 }));
    else prose.push(line);
  }
  if (open) throw new Error(`${path}:${open.line} opens a code block that nothing closes`);
  const plain = prose.map((line) => line.replace(/`[^`]*`/g, '')).join('\n');
  return {
    path,
    headings: prose.flatMap((line) => {
      const [, marks, text] = /^(#+) (.+)$/.exec(line) ?? [];
      return marks && text ? [{ level: marks.length, text }] : [];
    }),
    blocks,
    links: [...plain.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, picture]) => (link ?? picture)!,
    ),
    prose: prose.join('\n'),
  };
}

/** Every page below `folder`, by its path from there. */
export function documentsIn(folder: string): Map<string, Document> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md'));
  return new Map(paths.sort().map((path) => [path, readDocument(posix.join(folder, path))]));
}

/** As code hosts make an anchor of a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
