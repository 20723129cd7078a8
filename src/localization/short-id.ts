/** The part of a message id that the word chunks are keyed by; a whole id is 16 hex digits that no compression shortens. */
export const shortId = (id: string): string => id.slice(0, 7);
