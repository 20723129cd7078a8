import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** One import of a source file: `import`, `export … from` or `import()`. */
export interface Import {
  /** The importing file, from the root of the repository: `src/flows/mail/mail.flow.ts`. */
  from: string;
  line: number;
  /** As written. */
  specifier: string;
  /** The imported file from the root of the repository, or null for a package. */
  to: string | null;
  typeOnly: boolean;
  /** `import * as …`. */
  namespace: boolean;
}

/** Every TypeScript file below `folder`, from the root of the repository, generated ones included. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.ts'))
    .sort();
}

export function importsOf(from: string, text = readFileSync(from, 'utf8')): Import[] {
  const source = ts.createSourceFile(from, text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (node: ts.Expression | undefined, facts: Pick<Import, 'typeOnly' | 'namespace'>) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const specifier = node.text;
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    const to = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : null;
    found.push({ from, line, specifier, to, ...facts });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      add(node.moduleSpecifier, {
        typeOnly: node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
        namespace: bindings !== undefined && ts.isNamespaceImport(bindings),
      });
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, { typeOnly: node.isTypeOnly, namespace: false });
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], { typeOnly: false, namespace: true });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
