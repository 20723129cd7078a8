import type { Plugin } from 'vite';

/** What to take out of a file of a library, in order: the text found, and what stands there instead. */
type Cuts = readonly (readonly [from: string | RegExp, to: string])[];
/** By the end of the file's path. */
export type CutsByFile = Readonly<Record<string, Cuts>>;

/** Texts are those of one version: where one is not found, the library has changed, and the build stops. */
export function cut(code: string, id: string, cutsByFile: CutsByFile): string | undefined {
  const [, cuts] = Object.entries(cutsByFile).find(([path]) => id.endsWith(path)) ?? [];
  return cuts?.reduce((text, [from, to]) => {
    const next = text.replace(from, to);
    if (next === text) throw new Error(`${id} does not hold ${String(from)}: look at its new version.`);
    return next;
  }, code);
}

/** Leaves out of libraries what our browsers or our code never reach. */
export const cutting = (cutsByFile: CutsByFile): Plugin => ({
  name: 'cutting',
  enforce: 'pre',
  transform(code, id) {
    const less = cut(code, id, cutsByFile);
    return less === undefined ? undefined : { code: less, map: null };
  },
});
