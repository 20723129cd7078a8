import { documentOf } from './openapi-document.ts';
import { operations, type Operation } from './operations.ts';
import { everywhere, problems } from './problems.ts';

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

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 128, pattern: '^[!-~]+$' },
  description:
    '1 to 128 printable ASCII characters without spaces, such as a UUID. The same key with the same input answers what was answered before, for 24 hours (an answer that shows a key: until its set-up ends); with another input it is refused (`idempotency_conflict`).',
};

/** The contract as an OpenAPI 3.1 document, made from the table of operations. */
export const openApiDocument = () =>
  documentOf<Operation>({
    title: 'mfa-elements',
    description,
    operations,
    problems,
    everywhere,
    also: ({ stepUp, authority = 'session' }) => ({
      ...(stepUp ? { description: 'Asks for a fresh proof of identity (`step_up_required`).', 'x-step-up': true } : {}),
      ...(authority === 'session' ? {} : { security: [] }),
    }),
    parametersOf: ({ method, repeatable }) =>
      method === 'GET' || repeatable ? [] : [{ $ref: '#/components/parameters/IdempotencyKey' }],
    isForAll: ({ authority }) => authority === 'none',
    parameters: { IdempotencyKey: idempotencyKey },
    security: [{ session: [] }, { bearer: [] }],
    securitySchemes: {
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: 'session',
        description: "The host's own session; the name is the host's.",
      },
      bearer: { type: 'http', scheme: 'bearer', description: 'For pages of other sites.' },
    },
  });
