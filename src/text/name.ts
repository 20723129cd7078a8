/** Without marks that nobody sees, but for those that join and vary letters and pictures. */
export const visible = (text: string): string => text.replace(/(?![\u200c\u200d\p{VS}])[\p{Cf}\p{DI}]/gu, '');

/**
 * A name as it may stand on a screen: control characters and halves of surrogate pairs (`encodeURIComponent` throws on
 * them) are blanks, marks that turn the direction of a line or that nobody sees are gone. What joins and varies letters
 * and pictures stays (ZWJ, ZWNJ, variation selectors). Empty when there is nothing to be seen.
 */
export function nameOf(text: string): string {
  const name = visible(text)
    .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .trim();
  return /[^\p{C}\p{Z}\p{M}\p{DI}\u2800]/u.test(name) ? name : '';
}

/** Names as people compare them: full-width letters, case, blanks and what nobody sees make no difference. */
export const fold = (name: string): string =>
  nameOf(name).normalize('NFKC').toUpperCase().toLowerCase().replace(/\s+/g, ' ').trim();
