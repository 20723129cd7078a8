import type { EnglishText } from './generated/english.ts';
import type { Locale } from './languages.ts';
import { addTemplates, type Templates } from './msg.ts';
import { textId } from './text-id.ts';

export type { EnglishText } from './generated/english.ts';
export type { Locale } from './languages.ts';

const textLimit = 1000;

/** Splits “Step {0} of {1}” into the text around its places, and the places. */
function pieces(text: string): { strings: string[]; values: number[] } {
  const parts = text.split(/\{(\d)\}/);
  return {
    strings: parts.filter((_, at) => at % 2 === 0),
    values: parts.filter((_, at) => at % 2 === 1).map(Number),
  };
}

/**
 * Words of the institution's own in place of ours, for every element of the page. Keyed by the English text, with {0},
 * {1} … for its places (docs: reference/words.md); a text may name each of them, in any order. Plain text: markup stays
 * visible. What is on the screen keeps its words until it is drawn again.
 *
 * Throws a RangeError for a text that is longer than 1000 characters or names a place that the English one lacks.
 */
export function reword(locale: Locale, words: Readonly<Partial<Record<EnglishText, string>>>): void {
  const templates: Templates = {};
  for (const [english, text] of Object.entries(words)) {
    const known = pieces(english);
    const own = pieces(text);
    if (text.length > textLimit) throw new RangeError(`reword: the text for “${english}” is too long.`);
    if (own.values.some((place) => !known.values.includes(place)))
      throw new RangeError(`reword: the text for “${english}” names a place that is not there.`);
    templates[textId(known.strings)] = own;
  }
  addTemplates(locale, templates, true);
}
