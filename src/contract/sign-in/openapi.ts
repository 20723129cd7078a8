import { documentOf } from '../openapi-document.ts';
import { everywhereAtSignIn, signInOperations, type SignInDescribed } from './operations.ts';
import { signInProblems } from './problems.ts';

const description = `Second factors at the sign-in, for services: which ones a person has, a code by mail, the check of a code.

For servers only. A request that a browser sent (\`Origin\`, \`Sec-Fetch-Site\` or \`Cookie\`) is refused, and no answer has
CORS headers. Each operation names the right (\`x-right\`) that the key of the caller has to have.

Times are ISO 8601 in UTC, durations carry their unit in the name. Readers pass over members and values they do not know.
What a person typed is never a problem: a wrong code is an answer of \`verify\`. Every refusal of a request is an RFC 9457
problem document with one of the listed codes.`;

/** The second contract as an OpenAPI 3.1 document. */
export const signInDocument = () =>
  documentOf<SignInDescribed>({
    title: 'mfa-elements: sign-in',
    description,
    operations: signInOperations,
    problems: signInProblems,
    everywhere: everywhereAtSignIn,
    also: ({ right }) => (right ? { 'x-right': right } : {}),
    security: [{ bearer: [] }, { basic: [] }],
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: 'The key of the service.' },
      basic: {
        type: 'http',
        scheme: 'basic',
        description: 'The same key as the password, with any name, for callers that know no bearer.',
      },
    },
  });
