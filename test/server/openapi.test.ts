import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { openApiDocument } from '../../src/contract/openapi.ts';
import { operations, refusalsByStatus } from '../../src/contract/operations.ts';

const document = openApiDocument() as unknown as {
  paths: Record<string, Record<string, Described>>;
};
interface Described {
  operationId: string;
  security?: object[];
  parameters: object[];
  requestBody?: object;
  responses: Record<string, { description: string }>;
}
const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
type Key = { pattern: string };
const text = JSON.stringify(document);

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(text) as Record<string, unknown>);
  assert.ok(valid, JSON.stringify(errors));
  assert.equal(validator.version, '3.1');
});

test('every operation is in it, with every status it may answer and the codes of each', () => {
  assert.deepEqual(described.map(({ operationId }) => operationId).sort(), operations.map(({ name }) => name).sort());
  for (const operation of operations.filter(({ authority }) => authority !== 'none')) {
    const { responses } = described.find(({ operationId }) => operationId === operation.name)!;
    for (const [status, codes] of refusalsByStatus(operation)) {
      for (const code of codes)
        assert.ok(responses[status]?.description.includes(`\`${code}\``), `${operation.name}: ${code}`);
    }
  }
});

test('answers may grow: no object is closed, and times are plain date-times', () => {
  assert.ok(!text.includes('additionalProperties'));
  assert.match(text, /"format":"date-time"/);
  assert.ok(!/"format":"date-time","pattern"/.test(text));
});

test('what needs no session and what takes no key says so', () => {
  const idempotencyKey = { $ref: '#/components/parameters/IdempotencyKey' };
  for (const { name, authority, repeatable, method } of operations) {
    const { security, parameters } = described.find(({ operationId }) => operationId === name)!;
    assert.equal(security !== undefined, authority !== undefined, name);
    const takesKey = parameters.some((parameter) => JSON.stringify(parameter) === JSON.stringify(idempotencyKey));
    assert.equal(takesKey, method !== 'GET' && repeatable !== true, name);
  }
});

test('a whole number of a request fits 32 bits, as columns and other languages have them', () => {
  const integers: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ((value as { type?: unknown }).type === 'integer') integers.push(value);
    for (const member of Object.values(value)) visit(member);
  };
  for (const { parameters, requestBody } of described) visit([parameters, requestBody]);
  assert.ok(integers.length, 'there are some');
  for (const { minimum = -Infinity, maximum = Infinity } of integers as { minimum?: number; maximum?: number }[])
    assert.ok(minimum >= -(2 ** 31) && maximum < 2 ** 31, `${minimum} to ${maximum}`);
});

test('secrets are marked', () => {
  assert.ok(text.split('"x-secret":true').length > 2);
});

test('it says what a schema cannot: which distance is a right code, what replaces the step-up, what CORS has to expose', () => {
  const summaryOf = (name: string) => operations.find((operation) => operation.name === name)!.summary.en;
  assert.match(summaryOf('checkCode'), /not accepted, and counts as a wrong one/);
  assert.match(summaryOf('beginSync'), /One code is the proof.* `confirmSync`.* per-device model `code`.* is required/);
  assert.match(text, /expose `Date` and `Retry-After`/);
});

test('an Idempotency-Key is documented as the server reads it', () => {
  const { schema } = (document as unknown as { components: { parameters: { IdempotencyKey: { schema: Key } } } })
    .components.parameters.IdempotencyKey;
  const pattern = new RegExp(schema.pattern);
  for (const key of ['6f1c6f0e-0a52-4a5b', '!~']) assert.match(key, pattern);
  for (const key of ['', 'a b', 'キー']) assert.doesNotMatch(key, pattern);
});
