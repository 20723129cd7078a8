import { readFileSync } from 'node:fs';
import ts from 'typescript';

const files = new Map<string, ts.SourceFile>();

export function sourceOf(path: string): ts.SourceFile {
  const file = files.get(path) ?? ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  files.set(path, file);
  return file;
}

/** What a comment says, without its marks, up to its first empty line. */
function plain(comment: string): string {
  const lines = comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trim());
  const [, first = ''] = /^\s*(.*?)(?:\n\n|$)/s.exec(lines.join('\n').trim())!;
  return first.replaceAll('\n', ' ');
}

/** The doc comment that stands before `position`, which is the end of whatever comes before it. */
function docAt(source: ts.SourceFile, position: number): string {
  const comments = ts.getLeadingCommentRanges(source.text, position) ?? [];
  const docs = comments
    .map(({ pos, end }) => source.text.slice(pos, end))
    .filter((comment) => comment.startsWith('/**'));
  return plain(docs.at(-1) ?? '');
}

export const docOf = (node: ts.Node): string => docAt(node.getSourceFile(), node.pos);

/** Every doc comment of a file that begins a line, in its order. */
export const docsOf = (path: string): string[] =>
  [...sourceOf(path).text.matchAll(/^\/\*\*.*?\*\//gms)].map(([comment]) => plain(comment));

export function typeNamed(path: string, name: string): ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  const found = sourceOf(path).statements.find(
    (each): each is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === name,
  );
  if (!found) throw new Error(`${path} has no type ${name}`);
  return found;
}

export interface Documented {
  name: string;
  doc: string;
}

/** The members of an interface or of a type in braces. */
export const membersOf = (node: ts.Node): (Documented & { node: ts.PropertySignature })[] =>
  (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node) ? [...node.members] : [])
    .filter(ts.isPropertySignature)
    .map((member) => ({ name: member.name.getText(), doc: docOf(member), node: member }));

/** The alternatives of a union type, each with the comment before its bar. */
export function alternativesOf(type: ts.TypeNode): { type: ts.TypeNode; doc: string }[] {
  if (!ts.isUnionTypeNode(type)) return [{ type, doc: docOf(type) }];
  return type.types.map((each, index) => ({
    type: each,
    doc: docAt(type.getSourceFile(), index ? type.types[index - 1]!.end : type.pos),
  }));
}

/** `'notice'` of `kind: 'notice'`; several where the type is a union of texts. */
export function literalsOf(type: ts.TypeNode | undefined): string[] {
  if (!type) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(literalsOf);
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [];
}

export function* everyNode(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* everyNode(child);
}
