/**
 * Without marks that nobody sees, but for those that join or vary the letters and pictures beside them (ZWJ, ZWNJ,
 * variation selectors).
 */
export const visible = (text: string): string => text.replace(unseen, '').replace(unseen, '');

/** Twice, since what stood before a mark may have gone itself. */
const unseen =
  /(?!(?<=[\p{Lo}\p{M}\p{Emoji}])((?<!\p{VS})\p{VS}|[\u200c\u200d](?!\p{VS})[\p{L}\p{M}\p{Emoji}]))[\p{Cf}\p{DI}]/gu;

/**
 * A name as it may stand on a screen: control characters and halves of surrogate pairs (`encodeURIComponent` throws on
 * them) are blanks, marks that turn the direction of a line or that nobody sees are gone, and so is what is piled on a
 * letter beyond what languages write. Empty when there is nothing to be seen.
 */
export function nameOf(text: string): string {
  const name = visible(
    text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ').replace(/([\p{M}\p{Cf}\p{DI}]{6})[\p{M}\p{Cf}\p{DI}]+/gu, '$1'),
  ).trim();
  return /[^\p{C}\p{Z}\p{M}\p{DI}\u2800]/u.test(name) ? name : '';
}
