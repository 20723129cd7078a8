import * as z from 'zod/mini';
import { operations, refusalsByStatus, type Operation } from './operations.ts';
import { problems, type ProblemCode } from './problems.ts';

type Json = { [member: string]: unknown };

const description = `Enrolment of mail addresses and authenticator apps for multi-factor authentication.

Times are ISO 8601 in UTC, durations carry their unit in the name, and every answer carries the server's time in \`Date\`.
Readers pass over members and values they do not know: another word in an enumeration costs what it stands for, never the
whole answer. Members marked \`x-secret\` hold secrets: wrap them when parsed, log them never.

Every refusal is an RFC 9457 problem document with one of the listed codes. Operations marked \`x-step-up\` may answer
\`step_up_required\`: prove anew with \`beginStepUp\` and \`confirmStepUp\`, then repeat the call.

A pairing mailbox carries what two devices seal for each other. Its \`id\` and \`seat\` travel in bodies only: keep both, and
the messages, out of logs.

Answers to pages of other origins have to expose \`Date\` and \`Retry-After\` (\`Access-Control-Expose-Headers\`): a browser
hides both from a script otherwise.`;

/** JSON Schema of a shape. Open objects: additions are not a breaking change. `date-time` instead of the pattern zod spells out. */
function schemaOf(shape: z.core.$ZodType, io: 'input' | 'output'): Json {
  const schema = z.toJSONSchema(shape, {
    io,
    target: 'draft-2020-12',
    override({ jsonSchema }) {
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      if (jsonSchema.type === 'object') delete jsonSchema.additionalProperties;
    },
  }) as Json;
  delete schema['$schema'];
  return schema;
}

/** An input without its path parameter; undefined when nothing is left. */
function requestBody({ input, method, path }: Operation): Json | undefined {
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

function parameters({ input, method, path, repeatable }: Operation): Json[] {
  const properties = (schemaOf(input, 'input')['properties'] ?? {}) as Record<string, Json>;
  const inPath = path.includes('{id}') ? [{ name: 'id', in: 'path', required: true, schema: properties['id'] }] : [];
  const key = method === 'GET' || repeatable ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }];
  return [...inPath, ...key];
}

const listed = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => `- \`${code}\`: ${problems[code].title.en}`).join('\n');

function refusals(operation: Operation): Json {
  const entries = [...refusalsByStatus(operation)].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    entries.map(([status, codes]) => {
      const problem = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }] };
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

function describe(operation: Operation): Json {
  const { name, summary, stepUp, authority = 'session', output } = operation;
  const body = requestBody(operation);
  const answer = { description: summary.en, content: { 'application/json': { schema: schemaOf(output, 'output') } } };
  return {
    operationId: name,
    summary: summary.en,
    ...(stepUp ? { description: 'Asks for a fresh proof of identity (`step_up_required`).', 'x-step-up': true } : {}),
    ...(authority === 'session' ? {} : { security: [] }),
    parameters: parameters(operation),
    ...(body ? { requestBody: body } : {}),
    responses: authority === 'none' ? { 200: answer } : { 200: answer, ...refusals(operation) },
  };
}

const problemSchema = {
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: Object.keys(problems) },
    detail: { type: 'string', description: 'English, for engineers; holds nothing a person typed.' },
    attemptsLeft: { type: 'integer', minimum: 0, description: 'How many more wrong codes are allowed before a lock.' },
    retryAfterMs: { type: 'integer', minimum: 0, description: 'Milliseconds until the same request may succeed.' },
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
  description:
    '1 to 128 printable ASCII characters without spaces, such as a UUID. The same key with the same input answers what was answered before, for 24 hours (an answer that shows a key: until its set-up ends); with another input it is refused (`idempotency_conflict`).',
};

/** The contract as an OpenAPI 3.1 document, made from the table of operations. */
export function openApiDocument() {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    (paths[`/${operation.path}`] ??= {})[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'mfa-elements', version: '1', description },
    // Relative to where this document is served: the endpoint itself.
    servers: [{ url: '.' }],
    security: [{ session: [] }, { bearer: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      parameters: { IdempotencyKey: idempotencyKey },
      headers: {
        RetryAfter: {
          description: 'Seconds, rounded up. CORS: has to be exposed to pages of other origins.',
          schema: { type: 'integer' },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'session',
          description: "The host's own session; the name is the host's.",
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'For pages of other sites.' },
      },
    },
  };
}
