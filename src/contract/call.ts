import type { Changed } from './operation.ts';
import type { Shape } from './shape.ts';

/**
 * What a browser knows of an operation: its row without zod and the words of the docs, as few bytes as can be. Written
 * by `npm run generate`; what most operations have in common is left out: they change the account and wait for nothing.
 */
export type Call = readonly [at: string, answer: Shape, changes?: Changed, waitsMs?: number];

/** The same of an operation without input, ready to be sent. */
export interface ReadyCall {
  method: string;
  /** Below the endpoint. */
  address: string;
  shape: Shape;
}
