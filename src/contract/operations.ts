import type { OperationRow } from './operation.ts';
import { everywhere, problems, type ProblemCode } from './problems.ts';
import { contract, type OperationName } from './table.ts';

/**
 * The table as a list, for whoever treats all operations alike: the binding of the server, the OpenAPI document, the
 * reference in the docs, what a browser knows, tests.
 */
export interface Operation extends Omit<OperationRow, 'at'> {
  name: OperationName;
  method: string;
  path: string;
}

export function operationOf(name: OperationName): Operation {
  const { at, ...row }: OperationRow = contract[name];
  const [method, path] = at.split(' ') as [string, string];
  const own = row.stepUp ? [...row.problems, 'step_up_required' as const] : row.problems;
  return { name, method, path, ...row, problems: own };
}

export const operations: readonly Operation[] = (Object.keys(contract) as OperationName[]).map(operationOf);

/** The status codes a caller of `operation` must be ready for, each with its problem codes. */
export function refusalsByStatus(operation: Operation): Map<number, ProblemCode[]> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...everywhere, ...operation.problems]) {
    const { status } = problems[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}
