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

/** Objects that occur more than once become constants, so that the policy is written once. */
export function answersModule(): string {
  const shapes = Object.fromEntries(
    operations.map(({ name, output }) => [name, shapeOf(z.toJSONSchema(output) as JsonSchema)]),
  );
  const uses = new Map<string, number>();
  const count = (shape: Shape | null): void => {
    if (typeof shape === 'string' || shape === null) return;
    if (!Array.isArray(shape)) uses.set(JSON.stringify(shape), (uses.get(JSON.stringify(shape)) ?? 0) + 1);
    Object.values(shape).forEach(count);
  };
  Object.values(shapes).forEach(count);
  const names = new Map(
    [...uses].filter(([text, times]) => times > 1 && text.length > 30).map(([text], index) => [text, `shape${index}`]),
  );
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
  const byDepth = [...names].sort(([a], [b]) => a.length - b.length);
  return [
    '// Written by `npm run generate` from src/contract/schemas.ts.',
    "import type { OperationName } from '../routes.ts';",
    "import type { Shape } from '../shape.ts';",
    '',
    ...byDepth.map(([text, name]) => `const ${name}: Shape = ${write(JSON.parse(text) as Shape, true)};`),
    '',
    'export const answers: Record<OperationName, Shape> = {',
    ...Object.entries(shapes).map(([name, shape]) => `  ${name}: ${write(shape)},`),
    '};',
    '',
  ].join('\n');
}
