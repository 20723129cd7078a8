import ts from 'typescript';
import { everyNode, sourceOf } from './source.ts';

/** A row of a list goes by its `id`. */
const idOf = (node: ts.ObjectLiteralExpression): string | undefined => {
  const id = node.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === 'id');
  return id && ts.isPropertyAssignment(id) && ts.isStringLiteral(id.initializer) ? id.initializer.text : undefined;
};

const nameOf = (node: ts.Node): string | undefined => {
  if (ts.isObjectLiteralExpression(node)) return idOf(node);
  if (ts.isCaseClause(node) && ts.isStringLiteral(node.expression)) return node.expression.text;
  const { name } = node as { name?: ts.Node };
  if (!name) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
};

/** What stands in lines by itself under a name: a declaration, a member, a case, a row. */
const isPiece = (node: ts.Node): boolean =>
  ts.isVariableDeclaration(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isPropertyAssignment(node) ||
  ts.isPropertySignature(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isObjectLiteralExpression(node) ||
  ts.isCaseClause(node);

/** A declaration is quoted with its `const`. */
const whole = (node: ts.Node): ts.Node => (ts.isVariableDeclaration(node) ? node.parent.parent : node);

/** Without the indentation that all its lines have. */
function dedent(text: string): string {
  const lines = text.split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)![0].length);
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}

/**
 * A piece of a file, with the comment above it. `path`: names from the outside in, as in `contract.removeDevice`. A `*`
 * is the whole file.
 */
export function quote(file: string, path: string): string {
  const source = sourceOf(file);
  if (path === '*') return source.text.trim();
  let node: ts.Node = source;
  for (const name of path.split('.')) {
    const inner: ts.Node | undefined = [...everyNode(node)].find(
      (each) => each !== node && isPiece(each) && nameOf(each) === name,
    );
    if (!inner) throw new Error(`${file} has no ${path}`);
    node = inner;
  }
  const { text } = source;
  const piece = whole(node);
  const [comment] = (ts.getLeadingCommentRanges(text, piece.pos) ?? []).slice(-1);
  const begin = comment && /^\s*$/.test(text.slice(comment.end, piece.getStart())) ? comment.pos : piece.getStart();
  const lineBegin = text.lastIndexOf('\n', begin) + 1;
  const comma = text[piece.end] === ',' ? 1 : 0;
  return dedent(text.slice(lineBegin, piece.end + comma));
}

/** The first line of a block that quotes: `// from src/apps/app.ts: Form, Way`. */
const quoting = /^\/\/ from (\S+): (.+)$/;

/** The page with each quotation as the file reads now. */
export function fillQuotes(page: string): string {
  return page.replace(/^(```tsx?\n)(\/\/ from [^\n]+)\n.*?^```$/gms, (block, fence: string, first: string) => {
    const [, file, names] = quoting.exec(first) ?? [];
    if (!file || !names) return block;
    const pieces = names.split(', ').map((name) => quote(file, name));
    return `${fence}${first}\n${pieces.join('\n\n')}\n\`\`\``;
  });
}
