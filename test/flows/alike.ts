/** What `JSON.stringify` writes in place of an object that says so itself; a secret, say. */
const written = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'toJSON' in value ? (value as { toJSON(): unknown }).toJSON() : value;

/**
 * Gives values numbers: the same one exactly where `JSON.stringify` writes the same text. States share most of their
 * members with the states before them: what is remembered is known by its identity, and not written out again.
 */
export function numbering() {
  const numbers = new Map<string, number>();
  const known = new Map<object, number>();

  function sign(given: unknown): string {
    const value = written(given);
    switch (typeof value) {
      case 'string':
        // Its length stands for the quotes.
        return `${value.length}:${value}`;
      case 'object':
        return value === null ? 'null' : `#${known.get(value) ?? numberFor(textOf(value))}`;
      case 'number':
        return Number.isFinite(value) ? `${value}.` : 'null';
      case 'boolean':
        return value ? 'true' : 'false';
      default:
        return 'null';
    }
  }

  function textOf(value: object): string {
    let text = '[';
    if (Array.isArray(value)) for (const item of value) text += `${sign(item)},`;
    else {
      text = '{';
      for (const name in value) {
        const member = (value as Record<string, unknown>)[name];
        if (member !== undefined) text += `${name.length}:${name}${sign(member)},`;
      }
    }
    return text;
  }

  function numberFor(text: string): number {
    let number = numbers.get(text);
    if (number === undefined) numbers.set(text, (number = numbers.size));
    return number;
  }

  function remember(given: unknown): void {
    const value = written(given);
    if (typeof value !== 'object' || value === null || known.has(value)) return;
    for (const member of Object.values(value)) remember(member);
    known.set(value, numberFor(textOf(value)));
  }

  return { numberOf: (value: object): number => numberFor(textOf(value)), remember };
}

/** Whether `JSON.stringify` writes the same for both: two values that a flow made of the same state, in two languages. */
export function areAlike(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  const [one, other] = [written(left), written(right)];
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return Object.is(one, other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  for (const name in one) if (!areAlike(one[name as never], other[name as never])) return false;
  for (const name in other) if (one[name as never] === undefined && other[name as never] !== undefined) return false;
  return true;
}

/** Whether what `JSON.stringify` writes for a value holds what `pattern` looks for. Each object is looked at once. */
export function searching(pattern: RegExp): (value: unknown) => boolean {
  const known = new Map<object, boolean>();
  return function holds(given: unknown): boolean {
    const value = written(given);
    if (typeof value !== 'object' || value === null) return pattern.test(String(value));
    const before = known.get(value);
    if (before !== undefined) return before;
    const found = Object.entries(value).some(([name, member]) => pattern.test(name) || holds(member));
    known.set(value, found);
    return found;
  };
}
