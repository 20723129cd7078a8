import { readdirSync, readFileSync } from 'node:fs';
import { basename, posix } from 'node:path';
import ts from 'typescript';
import { apps } from '../../../src/apps/catalogue.ts';
import { flowIds } from '../../../src/flows/machine/flow-id.ts';
import type { DocsWords } from '../../../src/contract/docs-words.ts';
import {
  alternativesOf,
  docOf,
  docsOf,
  everyNode,
  literalsOf,
  membersOf,
  sourceOf,
  typeNamed,
  type Documented,
} from './source.ts';

export type Language = keyof DocsWords;

/** A cell of words is said in the language of the page, by the table of comments or as it stands; others are code or names. */
type Cell = string | { words: string } | DocsWords;
interface Table {
  columns: DocsWords[];
  rows: Cell[][];
}

const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(' ');

const columns = {
  kind: { en: 'kind', ja: '種類' },
  shows: { en: 'what it shows', ja: '表示するもの' },
  views: { en: '`views` that draw it', ja: '描画に必要な `views`' },
  effect: { en: 'effect', ja: '効果' },
  does: { en: 'what is done', ja: '行われること' },
  fragment: { en: 'fragment', ja: '断片' },
  file: { en: 'file', ja: 'ファイル' },
  purpose: { en: 'what it is for', ja: '内容' },
  exits: { en: 'exits', ja: '出口' },
  flow: { en: 'flow', ja: 'フロー' },
  uses: { en: 'fragments', ja: '断片' },
  column: { en: 'column', ja: '列' },
  says: { en: 'what it says', ja: '書くこと' },
  member: { en: 'member', ja: 'メンバー' },
  form: { en: 'form', ja: '形' },
  means: { en: 'what it is', ja: '意味' },
  app: { en: 'app', ja: 'アプリ' },
  places: { en: 'places', ja: '場所' },
  gives: { en: 'gives', ja: '出し方' },
  takes: { en: 'takes', ja: '入れ方' },
  manual: { en: 'manual', ja: 'マニュアル' },
  screens: { en: 'screens', ja: '画面' },
  presses: { en: 'presses', ja: '操作' },
} satisfies Record<string, DocsWords>;

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort();

const screenFile = 'src/flows/machine/screen.ts';
const effectFile = 'src/flows/machine/effects.ts';

/** Each set of views by name, with the names of what is in it. */
export function viewSets(): Map<string, Set<string>> {
  const initializers = new Map<string, ts.Expression>();
  for (const path of filesOf('src/screens/kinds')) {
    for (const node of everyNode(sourceOf(path)))
      if (ts.isVariableDeclaration(node) && node.initializer && /Views$/.test(node.name.getText()))
        initializers.set(node.name.getText(), node.initializer);
  }
  const namesIn = (expression: ts.Expression | undefined): string[] => {
    if (!expression) return [];
    if (ts.isIdentifier(expression)) return namesIn(initializers.get(expression.text));
    if (!ts.isObjectLiteralExpression(expression)) return [];
    return expression.properties.flatMap((property) => {
      if (ts.isSpreadAssignment(property)) return namesIn(property.expression);
      const name = property.name;
      return ts.isStringLiteral(name) || ts.isIdentifier(name) ? [name.text] : [];
    });
  };
  return new Map([...initializers].map(([name, expression]) => [name, new Set(namesIn(expression))]));
}

function screens(): Table {
  const sets = viewSets();
  const rows = sourceOf(screenFile).statements.flatMap((statement) => {
    const [kind] = membersOf(statement).flatMap(({ name, node }) => (name === 'kind' ? literalsOf(node.type) : []));
    if (!kind) return [];
    const drawnBy = [...sets].filter(([, names]) => names.has(kind)).map(([name]) => name);
    return [[code(kind), { words: docOf(statement) }, codes(drawnBy)]];
  });
  return { columns: [columns.kind, columns.shows, columns.views], rows };
}

/** Each type in braces that `type` is made of, with the comment nearest to it. */
function leavesOf(type: ts.TypeNode, doc: string, path: string): { type: ts.Node; doc: string }[] {
  if (ts.isUnionTypeNode(type))
    return alternativesOf(type).flatMap((each) => leavesOf(each.type, each.doc || doc, path));
  if (ts.isParenthesizedTypeNode(type)) return leavesOf(type.type, doc, path);
  // What says which effect it is, stands first.
  if (ts.isIntersectionTypeNode(type)) return leavesOf(type.types[0]!, doc, path);
  if (ts.isIndexedAccessTypeNode(type)) return leavesOf(type.objectType, doc, path);
  if (ts.isMappedTypeNode(type)) return type.type ? leavesOf(type.type, doc, path) : [];
  if (!ts.isTypeReferenceNode(type)) return [{ type, doc }];
  const named = typeNamed(path, type.typeName.getText());
  return ts.isTypeAliasDeclaration(named)
    ? leavesOf(named.type, docOf(named) || doc, path)
    : [{ type: named, doc: docOf(named) || doc }];
}

function effects(): Table {
  const alias = typeNamed(effectFile, 'Effect') as ts.TypeAliasDeclaration;
  const rows = leavesOf(alias.type, '', effectFile).map(({ type, doc }): Cell[] => {
    const members = membersOf(type);
    const valueOf = (name: string): string[] => literalsOf(members.find((member) => member.name === name)?.node.type);
    return [codes([...valueOf('effect'), ...valueOf('do')]), { words: doc }];
  });
  return { columns: [columns.effect, columns.does], rows };
}

interface FoundFragment {
  name: string;
  file: string;
  doc: string;
  exits: string[];
}

/** Looks a type up in the file or in the one that it is imported from. */
function typeFrom(file: string, name: string): { type: ts.Node; file: string } | undefined {
  const source = sourceOf(file);
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name) return { type: statement.type, file };
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name) return { type: statement, file };
    if (!ts.isImportDeclaration(statement)) continue;
    const { namedBindings } = statement.importClause ?? {};
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (!namedBindings || !ts.isNamedImports(namedBindings) || !from.startsWith('.')) continue;
    const binding = namedBindings.elements.find((each) => each.name.text === name);
    if (binding) return typeFrom(posix.join(posix.dirname(file), from), (binding.propertyName ?? binding.name).text);
  }
  return undefined;
}

function exitsOf(type: ts.Node | undefined, file: string): string[] {
  if (!type) return [];
  if (ts.isUnionTypeNode(type)) return type.types.flatMap((each) => exitsOf(each, file));
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((each) => exitsOf(each, file));
  if (ts.isParenthesizedTypeNode(type)) return exitsOf(type.type, file);
  if (ts.isTypeReferenceNode(type)) {
    const found = typeFrom(file, type.typeName.getText());
    return found ? exitsOf(found.type, found.file) : [];
  }
  return membersOf(type).flatMap(({ name, node }) => (name === 'exit' ? literalsOf(node.type) : []));
}

/** Every function or constant whose type is a `Fragment`. */
function findFragments(): FoundFragment[] {
  return filesOf('src/flows').flatMap((file) =>
    sourceOf(file).statements.flatMap((statement): FoundFragment[] => {
      const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement;
      if (!declaration || !(ts.isFunctionDeclaration(declaration) || ts.isVariableDeclaration(declaration))) return [];
      const isExported = ts.canHaveModifiers(statement)
        ? ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
        : false;
      const { type } = declaration;
      if (!isExported || !type || !ts.isTypeReferenceNode(type) || type.typeName.getText() !== 'Fragment') return [];
      // The comment of a file with one fragment stands above its states.
      const own = docOf(statement);
      const head = (own.startsWith('Fragment: ') ? own : fragmentDoc(file)).replace('Fragment: ', '');
      const doc = head.charAt(0).toUpperCase() + head.slice(1);
      return [
        { name: declaration.name!.getText(), file, doc, exits: [...new Set(exitsOf(type.typeArguments?.[2], file))] },
      ];
    }),
  );
}

const fragmentDoc = (file: string): string => docsOf(file).find((doc) => doc.startsWith('Fragment: ')) ?? '';

function fragments(): Table {
  const rows = findFragments().map(({ name, file, doc, exits }): Cell[] => [
    code(name),
    code(file.replace('src/flows/', '')),
    { words: doc },
    codes(exits),
  ]);
  return { columns: [columns.fragment, columns.file, columns.purpose, columns.exits], rows };
}

const flowFile = /([\w-]+?)(\.guide)?\.flow\.ts$/;

function flowRow(file: string, names: Set<string>): Cell[] {
  const [, id = '', guide = ''] = flowFile.exec(file)!;
  const used = [...everyNode(sourceOf(file))].flatMap((node) =>
    ts.isIdentifier(node) && names.has(node.text) && ts.isCallExpression(node.parent) ? [node.text] : [],
  );
  return [
    code(id) + (guide && ' (guide)'),
    code(file.replace('src/flows/', '')),
    { words: docsOf(file)[0] ?? '' },
    codes([...new Set(used)]),
  ];
}

/** The flows in the order of their ids; those that cut in have no id and come last. */
function flows(): Table {
  const files = filesOf('src/flows').filter((file) => flowFile.test(file));
  const names = new Set(findFragments().map(({ name }) => name));
  const place = (file: string): number => flowIds.indexOf(flowFile.exec(file)![1] as never);
  const known = files.filter((file) => place(file) >= 0).sort((one, other) => place(one) - place(other));
  return {
    columns: [columns.flow, columns.file, columns.purpose, columns.uses],
    rows: known.map((file) => flowRow(file, names)),
  };
}

function interruptions(): Table {
  const files = filesOf('src/flows').filter(
    (file) => flowFile.test(file) && !flowIds.some((id) => id === basename(file).replace(flowFile, '$1')),
  );
  const rows = files.map((file): Cell[] => flowRow(file, new Set()).slice(0, 3));
  return { columns: [columns.flow, columns.file, columns.purpose], rows };
}

const documented = (list: Documented[], head: DocsWords, words: DocsWords): Table => ({
  columns: [head, words],
  rows: list.map(({ name, doc }) => [code(name), { words: doc }]),
});

const members = (file: string, name: string, head: DocsWords): Table =>
  documented(membersOf(typeNamed(file, name)), head, columns.says);

function forms(): Table {
  const alias = typeNamed('src/apps/app.ts', 'Form') as ts.TypeAliasDeclaration;
  const list = alternativesOf(alias.type).map(({ type, doc }) => ({ name: literalsOf(type)[0]!, doc }));
  return documented(list, columns.form, columns.means);
}

const appList = (): Table => ({
  columns: [columns.app, { en: '`id`', ja: '`id`' }, columns.places, columns.gives, columns.takes],
  rows: apps.map(({ id, name, places, gives, takes }) => [
    name,
    code(id),
    codes(places),
    codes(Object.keys(gives)),
    codes(Object.keys(takes)),
  ]),
});

interface Walk {
  title: DocsWords;
  screens: number;
  presses: number;
}

/** What each manual costs a person: the limits that test/e2e/ways.test.ts walks by. `mode`: with a back end, or without. */
function walks(mode: 'backed' | 'guide'): Table {
  const limits = JSON.parse(readFileSync('walks.json', 'utf8')) as Record<typeof mode, Walk[]>;
  return {
    columns: [columns.manual, columns.screens, columns.presses],
    rows: limits[mode].map(({ title, screens, presses }): Cell[] => [title, String(screens), String(presses)]),
  };
}

/** The tables that a page may hold, by the name between its marks. */
export const tables: Record<string, () => Table> = {
  screens,
  effects,
  fragments,
  flows,
  interruptions,
  'operation row': () => members('src/contract/operation.ts', 'OperationRow', columns.column),
  'app row': () => members('src/apps/app.ts', 'App', columns.member),
  forms,
  'language row': () => members('src/localization/languages.ts', 'Language', columns.member),
  apps: appList,
  'walks with a back end': () => walks('backed'),
  'walks in guide mode': () => walks('guide'),
};

export type { Cell, Table };
