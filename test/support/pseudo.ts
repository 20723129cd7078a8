import { textId } from '../../src/localization/text-id.ts';
import type { Templates } from '../../src/localization/msg.ts';

/**
 * A language that nobody speaks and no visitor gets: every text of ours accented, longer and in brackets. What is on a
 * screen without them was never given to `msg`; what breaks would break in German.
 */
export const pseudoTemplates = (xliff: string): Templates => templatesOf(xliff, pseudo);

/** The English texts themselves: loaded after the others, they take their place. */
export const plainTemplates = (xliff: string): Templates => templatesOf(xliff, (strings) => strings);

/** Around each text. No text of ours has them. */
export const brackets = ['⟦', '⟧'] as const;

function templatesOf(xliff: string, change: (strings: string[]) => string[]): Templates {
  const units = new DOMParser().parseFromString(xliff, 'application/xml').querySelectorAll('source');
  return Object.fromEntries([...units].map((unit) => entryOf([...unit.childNodes], change)));
}

function entryOf(nodes: ChildNode[], change: (strings: string[]) => string[]): [string, Templates[string]] {
  const strings = [''];
  for (const node of nodes) {
    if (node instanceof Text) strings.push(strings.pop() + node.data);
    else strings.push('');
  }
  const changed = change(strings);
  const [only, ...others] = changed;
  return [textId(strings), others.length ? { strings: changed, values: [...others.keys()] } : only!];
}

function pseudo(strings: string[]): string[] {
  const changed = strings.map((text) =>
    text.replace(/[aeiou]/gi, '$&$&').replace(/[a-z]/gi, (letter) => accents[letter] ?? letter),
  );
  changed[0] = brackets[0] + changed[0];
  changed[changed.length - 1] += brackets[1];
  return changed;
}

/** Doubled vowels make a text some 40 % longer, and its words, too. */
const accents: Record<string, string> = Object.fromEntries(
  [...'AaCcDdEeGgIiLlNnOoRrSsTtUuYyZz'].map((letter, index) => [letter, [...'ÅåÇçĐđÉéĜĝÎîĻļÑñÖöŔŕŠšŢţÛûÝýŽž'][index]!]),
);
