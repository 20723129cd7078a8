import * as z from 'zod/mini';
import { operations, type Operation } from '../../src/contract/operations.ts';
import { problems } from '../../src/contract/problems.ts';
import type { OperationName } from '../../src/contract/table.ts';
import type { JsonSchema } from './json-schema.ts';

/** A shape (`contract/shape.ts`) to be written: a reader by its name, kinds in quotes. */
type Shape = string | null | 0 | Shape[] | { [member: string]: Shape };
/** Of the objects that are constants, by their text. */
type Names = ReadonlyMap<string, string>;

function shapeOf(schema: JsonSchema): Shape {
  if (schema.enum) return 'text';
  if (schema.anyOf) return [shapeOf(schema.anyOf.find(({ type }) => type !== 'null')!), null];
  switch (schema.type) {
    case 'string':
      return schema['x-secret'] ? 'secret' : schema.format === 'date-time' ? 'time' : 'text';
    case 'integer':
      return 'int';
    case 'boolean':
      return 'flag';
    case 'array':
      return listOf(schema.items!);
    case 'object':
      if (schema.additionalProperties) return 'any';
      return Object.fromEntries(
        Object.entries(schema.properties!)
          .filter(([, member]) => !member['x-unread'])
          .map(([name, member]) => [name, schema.required?.includes(name) ? shapeOf(member) : optional(member)]),
      );
    default:
      throw new Error(`No shape for ${JSON.stringify(schema)}`);
  }
}

/** A member that may be missing may be null as well. */
function optional(schema: JsonSchema): Shape {
  const shape = shapeOf(schema);
  return [Array.isArray(shape) && shape[1] === null ? shape[0]! : shape, 0];
}

/** Words, and things that a newer back end may have further kinds of, are read one by one. */
function listOf(items: JsonSchema): Shape {
  const kinds = items.enum ? [] : items.properties?.['kind']?.enum;
  return kinds ? [shapeOf(items), JSON.stringify(kinds.join('|'))] : [shapeOf(items)];
}

/** The call of every first screen; the others are a module of their own, fetched with the first of them. */
const first: OperationName = 'getAccount';

/** Objects that occur more than once become constants, which lie with the first call where that has them, too. */
export function callModules(): [path: string, text: string][] {
  const shapes = operations.map((operation) => {
    const shape = shapeOf(z.toJSONSchema(operation.output) as JsonSchema);
    return { ...operation, shape };
  });
  const { method, path, shape } = shapes.find(({ name }) => name === first)!;
  const inFirst = objectsIn([shape]);
  const all = objectsIn(shapes.map((each) => each.shape));
  const repeated = [...new Set(all)].filter((text) => text.length > 30 && all.indexOf(text) !== all.lastIndexOf(text));
  // Shorter ones first: they may be members of the longer ones.
  const names = new Map(repeated.sort((a, b) => a.length - b.length).map((text, index) => [text, `shape${index}`]));
  const constants = (isHere: (text: string) => boolean) =>
    [...names]
      .filter(([text]) => isHere(text))
      .map(([text, name]) => `const ${name}: Shape = ${write(JSON.parse(text) as Shape, names, true)};`);

  const isTheirs = (text: string) => inFirst.includes(text);
  const calls = [
    ...constants((text) => !isTheirs(text)),
    `export const calls: Record<Exclude<OperationName, '${first}'>, Call> = {`,
    ...shapes.filter(({ name }) => name !== first).map((each) => `  ${each.name}: ${callOf(each, names)},`),
    '};',
  ].join('\n');
  const borrowed = [...names]
    .filter(([text, name]) => isTheirs(text) && new RegExp(`\\b${name}\\b`).test(calls))
    .map(([, name]) => name);
  const quiet = operations
    .filter(({ changes, authority }) => changes === 'proof' || (changes === 'nothing' && authority !== 'none'))
    .map(({ name }) => JSON.stringify(name));
  return [
    [
      'src/contract/generated/account.ts',
      moduleOf(
        [
          "import type { ReadyCall } from '../call.ts';",
          "import { flag, int, text, time, type Shape } from '../shape.ts';",
          "import type { OperationName } from '../table.ts';",
        ],
        [
          ...constants(isTheirs).map((line) => `export ${line}`),
          `export const ${first}: ReadyCall = {`,
          `  method: '${method}', address: '${path}', shape: ${write(shape, names)},`,
          '};',
          '/** What a flow may call (`FlowOperation`) that leaves the account as it is. */',
          `export const notChangingAccount: readonly OperationName[] = [${quiet.join(', ')}];`,
        ],
      ),
    ],
    [
      'src/contract/generated/calls.ts',
      moduleOf(
        [
          "import type { Call } from '../call.ts';",
          "import { any, secret } from '../secret-shape.ts';",
          "import { flag, int, text, time, type Shape } from '../shape.ts';",
          "import type { OperationName } from '../table.ts';",
          `import { ${borrowed.join(', ')} } from './account.ts';`,
        ],
        [calls],
      ),
    ],
    [
      'src/contract/generated/problem-codes.ts',
      moduleOf(
        ["import type { ProblemCode } from '../problems.ts';"],
        [`export const problemCodes: readonly ProblemCode[] = ${JSON.stringify(Object.keys(problems))};`],
      ),
    ],
  ];
}

/** A row as `contract/call.ts` describes it: what is as usual at its end is left out. */
function callOf({ method, path, shape, changes, waitsMs = 0 }: Operation & { shape: Shape }, names: Names): string {
  const usual = waitsMs ? 4 : changes === 'account' ? 2 : 3;
  return `[${[`'${method} ${path}'`, write(shape, names), `'${changes}'`, waitsMs].slice(0, usual).join(', ')}]`;
}

const moduleOf = (imports: string[], lines: string[]): string =>
  ['// Written by `npm run generate` from the table of operations.', ...imports, '', ...lines, ''].join('\n');

/** Each object in them as JSON, as often as it occurs. */
function objectsIn(shapes: readonly Shape[]): string[] {
  return shapes.flatMap((shape) => {
    if (typeof shape !== 'object' || shape === null) return [];
    return [...(Array.isArray(shape) ? [] : [JSON.stringify(shape)]), ...objectsIn(Object.values(shape))];
  });
}

function write(shape: Shape, names: Names, isConstant = false): string {
  if (typeof shape !== 'object' || shape === null) return String(shape);
  if (Array.isArray(shape)) return `[${shape.map((item) => write(item, names)).join(', ')}]`;
  const name = isConstant ? undefined : names.get(JSON.stringify(shape));
  const members = () => Object.entries(shape).map(([member, inner]) => `${member}: ${write(inner, names)}`);
  return name ?? `{ ${members().join(', ')} }`;
}
