const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** A table of a page. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(line).join('\n');
