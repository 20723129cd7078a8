import { version } from '../../core/version.ts';

/** As every copy of this package writes it on its classes, so that another one can read it. */
interface Versioned {
  mfaVersion?: string;
}
let hasWarned = false;

/** Registers a tag. A page may load the library twice: the first copy stays, and one of another version says so once. */
export function define(tag: string, element: CustomElementConstructor & Versioned): void {
  const first: (CustomElementConstructor & Versioned) | undefined = customElements.get(tag);
  if (!first) {
    element.mfaVersion = version;
    customElements.define(tag, element);
  } else if (first.mfaVersion !== version && !hasWarned) {
    hasWarned = true;
    // eslint-disable-next-line no-console -- Whoever mixes versions on a page has no other way to learn of it.
    console.warn(`${tag}: ${first.mfaVersion} stays, not ${version}`);
  }
}
