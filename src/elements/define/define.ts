import { version } from '../../version.ts';

/** Where a class says of which version it is; every copy of this package on a page looks there. */
const versionOf = Symbol.for('mfa-elements.version');
let hasWarned = false;

/** Registers a tag. A page may load the library twice: the first copy stays, and one of another version says so once. */
export function define(tag: string, element: CustomElementConstructor): void {
  const first = customElements.get(tag) as { [versionOf]?: string } | undefined;
  if (!first) customElements.define(tag, Object.assign(element, { [versionOf]: version }));
  else if (first[versionOf] !== version && !hasWarned) {
    hasWarned = true;
    // eslint-disable-next-line no-console -- Whoever mixes versions on a page has no other way to learn of it.
    console.warn(
      `<${tag}> of mfa-elements ${version} is not used: ${first[versionOf] ?? 'other code'} defined it first.`,
    );
  }
}
