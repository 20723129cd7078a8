/** The few assertions that the tests in a browser need. Mocha shows `actual` and `expected` side by side. */
class Unexpected extends Error {
  override name = 'AssertionError';
  constructor(
    message: string,
    readonly actual?: unknown,
    readonly expected?: unknown,
  ) {
    super(message);
  }
}

/** An element by its tag: comparing two whole pages member by member would never end. */
const shown = (value: unknown): string =>
  value instanceof Element
    ? `<${value.localName}> “${value.textContent.trim()}”`
    : typeof value === 'string'
      ? `“${value}”`
      : (JSON.stringify(value) ?? String(value));

export function ok(value: unknown, message = 'Not so'): asserts value {
  if (!value) throw new Unexpected(message);
}

export function equal(actual: unknown, expected: unknown, about = ''): void {
  if (!Object.is(actual, expected))
    throw new Unexpected(`${about} ${shown(actual)} is not ${shown(expected)}`, shown(actual), shown(expected));
}

/** For plain data. */
export function deepEqual(actual: unknown, expected: unknown, about = ''): void {
  if (JSON.stringify(sorted(actual)) !== JSON.stringify(sorted(expected)))
    throw new Unexpected(`${about} ${shown(actual)} is not ${shown(expected)}`, actual, expected);
}

export function match(actual: string, expected: RegExp, about = ''): void {
  if (!expected.test(actual))
    throw new Unexpected(`${about} ${shown(actual)} does not match ${expected}`, actual, String(expected));
}

export function lacks(actual: string, unwanted: string, about = ''): void {
  if (actual.includes(unwanted)) throw new Unexpected(`${about} ${shown(unwanted)} is in ${shown(actual)}`);
}

/** The same data with the members of its objects in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
