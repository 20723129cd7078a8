import { operations, refusalsByStatus, type Operation } from '../../src/contract/operations.ts';
import { problems, type ProblemCode } from '../../src/contract/problems.ts';
import type { Block } from './documents.ts';

/** A request as a page shows it, in a block that begins with its method and address, and the JSON after it. */
interface Exchange {
  line: number;
  method: string;
  path: string;
  body: object;
  answer?: object;
}

export function exchangesIn(blocks: Block[]): Exchange[] {
  const exchanges: Exchange[] = [];
  let open: Exchange | undefined;
  for (const { language, line, text } of blocks) {
    const [, method, path] = /^([A-Z]+) \/api\/mfa\/(\S+)$/m.exec(text) ?? [];
    const body = /^\{.*\}$/m.exec(text)?.[0] ?? '{}';
    if (language === 'text' && method && path)
      exchanges.push((open = { line, method, path, body: JSON.parse(body) as object }));
    else {
      if (language === 'json' && open) open.answer = JSON.parse(text) as object;
      open = undefined;
    }
  }
  return exchanges;
}

/** Whether the shape has a place for everything in `value`, and `value` has everything it asks for. */
function fits(shape: Operation['input'] | Operation['output'], value: object): boolean {
  const { success, data } = shape.safeParse(value);
  return success && JSON.stringify(sorted(data)) === JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([name, member]) => [name, sorted(member)])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
}

function isProblemOf(operation: Operation, answer: { status?: unknown; code?: unknown }): boolean {
  const code = answer.code as ProblemCode;
  return [...refusalsByStatus(operation).values()].flat().includes(code) && problems[code].status === answer.status;
}

/** What is not as the contract says, in words. */
export function complaintsAbout({ line, method, path, body, answer }: Exchange): string[] {
  const operation = operations.find(
    (each) => each.method === method && new RegExp(`^${each.path.replace('{id}', '[\\w-]+')}$`).test(path),
  );
  if (!operation) return [`line ${line}: no operation is ${method} ${path}`];
  const parts = operation.path.split('/').indexOf('{id}');
  const input = parts < 0 ? body : { ...body, id: path.split('/')[parts] };
  return [
    ...(fits(operation.input, input) ? [] : [`line ${line}: ${operation.name} takes no such body`]),
    ...(!answer || fits(operation.output, answer) || isProblemOf(operation, answer)
      ? []
      : [`line ${line}: ${operation.name} answers nothing of the kind`]),
  ];
}
