import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';

const operations = [
  ts.isBinaryExpression,
  ts.isElementAccessExpression,
  ts.isPropertyAccessExpression,
  ts.isCallExpression,
  ts.isPostfixUnaryExpression,
  ts.isPrefixUnaryExpression,
];

/** How many operations are written in it, without those of loops and functions inside, which count their own. */
function operationsIn(node: ts.Node): number {
  let count = operations.some((is) => is(node)) ? 1 : 0;
  ts.forEachChild(node, (child) => {
    if (!ts.isFunctionLike(child) && !ts.isIterationStatement(child, false)) count += operationsIn(child);
  });
  return count;
}

/**
 * The source with a counter, `$work[0]`: each turn of a loop and each call of a function is as much work as operations are
 * written in it. Where it yields it tells `$world.stop`; these places are added to `stops`.
 */
export function counting(path: string, stops: Set<string>): string {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const insertions: [at: number, text: string][] = [];
  const visit = (node: ts.Node): void => {
    let [before, after] = ['', ''];
    const { parent } = node;
    const isTurn = ts.isIterationStatement(parent, false) && parent.statement === node;
    const isCall = ts.isFunctionLike(parent) && 'body' in parent && parent.body === node;
    if (isTurn || isCall) {
      // A call costs more than a turn.
      const count = `$work[0] += ${operationsIn(node) + (isCall ? 5 : 1)}`;
      [before, after] = ts.isExpression(node) ? [`(${count}, `, ')'] : [`{ ${count}; `, '}'];
    }
    if (ts.isYieldExpression(node) && !node.asteriskToken) {
      const stop = `${basename(path)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
      stops.add(stop);
      [before, after] = [`($world.stop('${stop}'), `, ')'];
    }
    // A function's own braces stay outermost.
    const braces = ts.isBlock(node) ? 1 : 0;
    insertions.push([node.getStart() + braces, before]);
    ts.forEachChild(node, visit);
    insertions.push([node.end - braces, after]);
  };
  ts.forEachChild(source, visit);
  let counted = text;
  const order = [...insertions.keys()].sort((one, other) => insertions[other]![0] - insertions[one]![0] || other - one);
  for (const index of order) {
    const [at, inserted] = insertions[index]!;
    counted = counted.slice(0, at) + inserted + counted.slice(at);
  }
  return counted;
}

/** What arrays do by themselves, in units for each item: a copy is quick. */
const moves = { fill: 1 / 4, slice: 1 / 4, reverse: 2, set: 1 / 4 };

/** Counts these until its answer is called. */
export function countMoves(work: Float64Array): () => void {
  const ends = [Uint8Array, Uint32Array, Float64Array].flatMap(({ prototype }) =>
    Object.entries(moves).map(([name, units]) => {
      const move = Reflect.get(prototype, name) as (...args: unknown[]) => { length: number } | undefined;
      const counted = function (this: Uint8Array, ...args: unknown[]): unknown {
        const moved = move.apply(this, args);
        const [first, from = 0, to = this.length] = args as [{ length: number }, number?, number?];
        work[0]! += units * (name === 'set' ? first.length : name === 'fill' ? to - from : moved!.length);
        return moved;
      };
      Object.defineProperty(prototype, name, { value: counted, configurable: true, writable: true });
      return () => Reflect.deleteProperty(prototype, name);
    }),
  );
  return () => ends.forEach((end) => end());
}
