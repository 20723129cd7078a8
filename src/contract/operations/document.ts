import * as z from 'zod/mini';
import type { Rows } from '../operation.ts';
import { nothing } from '../schemas.ts';

export const documentRows = {
  getOpenApi: {
    at: 'GET openapi.json',
    input: nothing,
    output: z.looseObject({ openapi: z.string() }),
    problems: [],
    changes: 'nothing',
    authority: 'none',
    summary: {
      en: 'This contract as an OpenAPI 3.1 document.',
      ja: 'この契約を OpenAPI 3.1 の文書として返します。',
    },
  },
} as const satisfies Rows;
