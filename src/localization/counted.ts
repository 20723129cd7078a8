/**
 * English has a singular and a plural, so each message with a number that can be 1 has two texts. Zero goes with
 * several, as in English. test/localization/counted.test.ts finds a message that has only one.
 */
export const counted = (count: number, one: string, several: string): string => (count === 1 ? one : several);
