import * as z from 'zod/mini';
import { operations } from '../../src/contract/operations.ts';
import type { Shape } from '../../src/contract/shape.ts';

interface JsonSchema {
  type?: string;
  enum?: string[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  format?: string;
  additionalProperties?: unknown;
  'x-secret'?: boolean;
}

function shapeOf(schema: JsonSchema): Shape {
  if (schema.enum) return schema.enum.join('|');
  if (schema.anyOf) return [shapeOf(schema.anyOf.find(({ type }) => type !== 'null')!), null];
  switch (schema.type) {
    case 'string':
      return schema['x-secret'] ? 'secret' : schema.format === 'date-time' ? 'time' : 'text';
    case 'integer':
      return 'int';
    case 'boolean':
      return 'flag';
    case 'array':
      return [shapeOf(schema.items!)];
    case 'object':
      if (schema.additionalProperties) return 'any';
      return Object.fromEntries(Object.entries(schema.properties!).map(([name, member]) => [name, shapeOf(member)]));
    default:
      throw new Error(`No shape for ${JSON.stringify(schema)}`);
  }
}

/** The account is on every first screen; the other answers are a module of their own, fetched with the first of them. */
export function answersModules(): [path: string, text: string][] {
  const shapes = operations.map(({ name, output }) => [name, shapeOf(z.toJSONSchema(output) as JsonSchema)] as const);
  const others = shapes.filter(([name]) => name !== 'getAccount');
  const account = shapes.find(([name]) => name === 'getAccount')!;
  return [
    [
      'src/contract/generated/account.ts',
      shapesModule([account], (written) => `export const account: Shape = ${written[0]};`),
    ],
    [
      'src/contract/generated/answers.ts',
      shapesModule(others, (written) =>
        [
          "export const answers: Record<Exclude<OperationName, 'getAccount'>, Shape> = {",
          ...others.map(([name], index) => `  ${name}: ${written[index]},`),
          '};',
        ].join('\n'),
      ),
    ],
  ];
}

/** Objects that occur more than once become constants. */
function shapesModule(shapes: readonly (readonly [string, Shape])[], body: (written: string[]) => string): string {
  const uses = new Map<string, number>();
  const count = (shape: Shape | null): void => {
    if (typeof shape === 'string' || shape === null) return;
    const text = JSON.stringify(shape);
    if (!Array.isArray(shape)) uses.set(text, (uses.get(text) ?? 0) + 1);
    Object.values(shape).forEach(count);
  };
  for (const [, shape] of shapes) count(shape);
  const repeated = [...uses].filter(([text, times]) => times > 1 && text.length > 30).map(([text]) => text);
  // Shorter ones first: they may be members of the longer ones.
  const names = new Map(repeated.sort((a, b) => a.length - b.length).map((text, index) => [text, `shape${index}`]));
  const write = (shape: Shape | null, isConstant = false): string => {
    if (shape === null || typeof shape === 'string') return JSON.stringify(shape);
    if (Array.isArray(shape)) return `[${shape.map((item) => write(item as Shape)).join(', ')}]`;
    const name = isConstant ? undefined : names.get(JSON.stringify(shape));
    return (
      name ??
      `{ ${Object.entries(shape)
        .map(([member, inner]) => `${member}: ${write(inner)}`)
        .join(', ')} }`
    );
  };
  const text = body(shapes.map(([, shape]) => write(shape)));
  return [
    '// Written by `npm run generate` from src/contract/schemas.ts.',
    ...(text.includes('OperationName') ? ["import type { OperationName } from '../routes.ts';"] : []),
    "import type { Shape } from '../shape.ts';",
    '',
    ...[...names].map(([shape, name]) => `const ${name}: Shape = ${write(JSON.parse(shape) as Shape, true)};`),
    text,
    '',
  ].join('\n');
}
