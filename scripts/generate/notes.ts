import { notes } from '../../src/localization/notes.ts';

const byText = new Map(
  Object.entries(notes).flatMap(([screen, texts]) =>
    Object.entries(texts).map(([text, note]) => [text, `${screen}. ${note}`]),
  ),
);

/** As a translator reads it: the screen, and what the text is there. */
export const noteOn = (text: string): string | undefined => byText.get(text);

const wordsIn = (text: string): string[] => text.replace(/\{\d\}/g, ' ').match(/[\p{L}\d][\p{L}\d’-]*/gu) ?? [];

/** Begins by speaking of something that stands elsewhere on the screen, or answers a question that does. */
const pointsAway =
  /^(It|They|Both(?! devices)|None of these|One (that|you)|The (new|old) one|(This|That|These) (is|was|are|takes?|goes|looks?|needs|may|could|cannot|did|does))\b|^(Yes|No|There),/;

/** Two words or fewer say too little, and a pronoun says too little of what it stands for. */
export const needsNote = (text: string): boolean => wordsIn(text).length <= 2 || pointsAway.test(text);

export const missingNotes = (texts: readonly string[]): string[] =>
  texts
    .filter((text) => needsNote(text) && !byText.has(text))
    .map((text) => `a translator needs a note on “${text}”: src/localization/notes.ts`);
