import { openApiDocument } from '../../contract/openapi.ts';
import type { Visit } from '../context.ts';

const document = openApiDocument();

export const getOpenApi: Visit<'getOpenApi'> = {
  async visit() {
    return document;
  },
};
