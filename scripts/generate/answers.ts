import * as z from 'zod/mini';
import { operations } from '../../src/contract/operations.ts';

interface JsonSchema {
  type?: string;
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  format?: string;
  additionalProperties?: unknown;
  'x-secret'?: boolean;
}

/** A shape (`contract/shape.ts`) to be written: a reader by its name, kinds in quotes. */
type Shape = string | null | 0 | Shape[] | { [member: string]: Shape };

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
        Object.entries(schema.properties!).map(([name, member]) => [
          name,
          schema.required?.includes(name) ? shapeOf(member) : optional(member),
        ]),
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

/**
 * The account is on every first screen; the other answers are a module of their own, fetched with the first of them.
 * Objects that occur more than once become constants, which lie with the account where that has them, too.
 */
export function answersModules(): [path: string, text: string][] {
  const shapes = operations.map(({ name, output }) => [name, shapeOf(z.toJSONSchema(output) as JsonSchema)] as const);
  const others = shapes.filter(([name]) => name !== 'getAccount');
  const [, account] = shapes.find(([name]) => name === 'getAccount')!;
  const inAccount = objectsIn([account]);
  const all = objectsIn(shapes.map(([, shape]) => shape));
  const repeated = [...new Set(all)].filter((text) => text.length > 30 && all.indexOf(text) !== all.lastIndexOf(text));
  // Shorter ones first: they may be members of the longer ones.
  const names = new Map(repeated.sort((a, b) => a.length - b.length).map((text, index) => [text, `shape${index}`]));
  const constants = (isHere: (text: string) => boolean) =>
    [...names]
      .filter(([text]) => isHere(text))
      .map(([text, name]) => `const ${name}: Shape = ${write(JSON.parse(text) as Shape, names, true)};`);

  const isTheirs = (text: string) => inAccount.includes(text);
  const answers = [
    ...constants((text) => !isTheirs(text)),
    "export const answers: Record<Exclude<OperationName, 'getAccount'>, Shape> = {",
    ...others.map(([name, shape]) => `  ${name}: ${write(shape, names)},`),
    '};',
  ].join('\n');
  const borrowed = [...names]
    .filter(([text, name]) => isTheirs(text) && new RegExp(`\\b${name}\\b`).test(answers))
    .map(([, name]) => name);
  return [
    [
      'src/contract/generated/account.ts',
      moduleOf(
        ["import { flag, int, text, time, type Shape } from '../shape.ts';"],
        [
          ...constants(isTheirs).map((line) => `export ${line}`),
          `export const account: Shape = ${write(account, names)};`,
        ],
      ),
    ],
    [
      'src/contract/generated/answers.ts',
      moduleOf(
        [
          "import type { OperationName } from '../routes.ts';",
          "import { any, secret } from '../secret-shape.ts';",
          "import { flag, int, text, time, type Shape } from '../shape.ts';",
          `import { ${borrowed.join(', ')} } from './account.ts';`,
        ],
        [answers],
      ),
    ],
  ];
}

const moduleOf = (imports: string[], lines: string[]): string =>
  ['// Written by `npm run generate` from src/contract/schemas.ts.', ...imports, '', ...lines, ''].join('\n');

/** Each object in them as JSON, as often as it occurs. */
function objectsIn(shapes: readonly Shape[]): string[] {
  return shapes.flatMap((shape) => {
    if (typeof shape !== 'object' || shape === null) return [];
    return [...(Array.isArray(shape) ? [] : [JSON.stringify(shape)]), ...objectsIn(Object.values(shape))];
  });
}

function write(shape: Shape, names: ReadonlyMap<string, string>, isConstant = false): string {
  if (typeof shape !== 'object' || shape === null) return String(shape);
  if (Array.isArray(shape)) return `[${shape.map((item) => write(item, names)).join(', ')}]`;
  const name = isConstant ? undefined : names.get(JSON.stringify(shape));
  const members = () => Object.entries(shape).map(([member, inner]) => `${member}: ${write(inner, names)}`);
  return name ?? `{ ${members().join(', ')} }`;
}
