import * as z from 'zod/mini';
import type { DocsWords } from './docs-words.ts';
import type { ProblemRow } from './problems.ts';

/** An OpenAPI 3.1 document, made from a table of operations and one of problems. */

export type Json = { [member: string]: unknown };

/** What the document, and the reference, say of an operation. */
export interface Described {
  name: string;
  method: string;
  path: string;
  input: z.ZodMiniObject;
  output: z.ZodMiniObject;
  problems: readonly string[];
  summary: DocsWords;
}

interface Written<Operation extends Described> {
  title: string;
  description: string;
  operations: readonly Operation[];
  problems: Record<string, ProblemRow>;
  /** Codes of refusals that any operation may answer. */
  everywhere: readonly string[];
  /** What only this contract says of an operation. */
  also?(operation: Operation): Json;
  /** Its parameters beside those of the path. */
  parametersOf?(operation: Operation): Json[];
  /** Never refused: everybody gets the same answer. */
  isForAll?(operation: Operation): boolean;
  security: object[];
  securitySchemes: Json;
  parameters?: Json;
}

/** JSON Schema of a shape. Open objects: additions are not a breaking change. `date-time` instead of the pattern zod spells out. */
function schemaOf(shape: z.core.$ZodType, io: 'input' | 'output'): Json {
  const schema = z.toJSONSchema(shape, {
    io,
    target: 'draft-2020-12',
    override({ jsonSchema }) {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      if (jsonSchema.type === 'object') delete jsonSchema.additionalProperties;
      // Of the generators alone.
      delete jsonSchema['x-unread'];
    },
  }) as Json;
  delete schema['$schema'];
  return schema;
}

/** An input without its path parameter; undefined when nothing is left. */
function requestBody({ input, method, path }: Described): Json | undefined {
  const schema = schemaOf(input, 'input') as { properties?: Json; required?: string[] } & Json;
  if (method === 'GET') return undefined;
  if (path.includes('{id}')) {
    delete schema.properties?.['id'];
    schema.required = schema.required?.filter((name) => name !== 'id') ?? [];
  }
  if (!schema.required?.length) delete schema.required;
  if (!Object.keys(schema.properties ?? {}).length) return undefined;
  return { required: true, content: { 'application/json': { schema } } };
}

function pathParameters({ input, path }: Described): Json[] {
  const properties = (schemaOf(input, 'input')['properties'] ?? {}) as Record<string, Json>;
  return path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: properties['id'] }] : [];
}

function refusals(
  { problems, everywhere }: Pick<Written<never>, 'problems' | 'everywhere'>,
  operation: Described,
): Json {
  const byStatus = new Map<number, string[]>();
  for (const code of [...everywhere, ...operation.problems]) {
    const { status } = problems[code]!;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const listed = (codes: readonly string[]) =>
    codes.map((code) => `- \`${code}\`: ${problems[code]!.title.en}`).join('\n');
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => {
        const problem = {
          allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
        };
        const headers = [429, 503].includes(status)
          ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } }
          : {};
        return [
          status,
          { description: listed(codes), ...headers, content: { 'application/problem+json': { schema: problem } } },
        ];
      }),
  );
}

function describe<Operation extends Described>(written: Written<Operation>, operation: Operation): Json {
  const { name, summary, output } = operation;
  const body = requestBody(operation);
  const answer = { description: summary.en, content: { 'application/json': { schema: schemaOf(output, 'output') } } };
  return {
    operationId: name,
    summary: summary.en,
    ...written.also?.(operation),
    parameters: [...pathParameters(operation), ...(written.parametersOf?.(operation) ?? [])],
    ...(body ? { requestBody: body } : {}),
    responses: written.isForAll?.(operation) ? { 200: answer } : { 200: answer, ...refusals(written, operation) },
  };
}

const problemSchema = (codes: readonly string[]) => ({
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: codes },
    detail: { type: 'string', description: 'English, for engineers; holds nothing a person typed.' },
    attemptsLeft: { type: 'integer', minimum: 0, description: 'How many more wrong codes are allowed before a lock.' },
    retryAfterMs: { type: 'integer', minimum: 0, description: 'Milliseconds until the same request may succeed.' },
  },
});

export function documentOf<Operation extends Described>(written: Written<Operation>): Json & { openapi: string } {
  const paths: Record<string, Json> = {};
  for (const operation of written.operations) {
    (paths[`/${operation.path}`] ??= {})[operation.method.toLowerCase()] = describe(written, operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: written.title, version: '1', description: written.description },
    // Relative to where this document is served: the endpoint itself.
    servers: [{ url: '.' }],
    security: written.security,
    paths,
    components: {
      schemas: { Problem: problemSchema(Object.keys(written.problems)) },
      ...(written.parameters ? { parameters: written.parameters } : {}),
      headers: {
        RetryAfter: {
          description: 'Seconds, rounded up. CORS: has to be exposed to pages of other origins.',
          schema: { type: 'integer' },
        },
      },
      securitySchemes: written.securitySchemes,
    },
  };
}
