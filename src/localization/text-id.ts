/**
 * The id that the word chunks are keyed by, from the English text and the places in it: FNV-1a, 32 bits. Shorter in
 * code and in the chunks than the ids of @lit/localize; two texts with one id fail `npm run generate`.
 */
export function textId(strings: readonly string[]): string {
  let hash = 0x811c9dc5;
  for (const character of strings.join('\x1e')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return 's' + (hash >>> 0).toString(36);
}
