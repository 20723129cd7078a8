import { answers } from '../contract/generated/answers.ts';
import { routes, type OperationName } from '../contract/routes.ts';
import type { Wire } from './wire.ts';

type Later = keyof typeof answers;

/** Every operation but the first. */
export const wires = Object.fromEntries(
  Object.entries(answers).map(([operation, shape]) => [operation, { ...routes[operation as Later], shape }]),
) as Record<OperationName, Wire>;
