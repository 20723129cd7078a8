/** Texts as people type and paste them: what nobody sees in them, what a digit is, and what only stands between. */

/** The digits of a script stand in order, ten and ten: how many stand before one says which it is. */
function digit(sign: string): string {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(sign.codePointAt(0)! - before - 1))) before++;
  return `${before % 10}`;
}

/** Without what nobody sees, line ends too; the digits of every script and the wide letters of input methods are ASCII. */
export const plain = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/(?!\d)\p{Nd}/gu, digit)
    .replace(/[\p{C}\p{DI}\u2800]/gu, '');

/**
 * A code or a key in one piece: without a label in front of it ("Key:"), blanks, dashes and stops. An input method
 * writes ー where the hyphen is, and 。 for the stop.
 */
export const inOnePiece = (typed: string): string => plain(typed).replace(/^[^\d:]*:|[\s\p{Pd}−ー_.·・。]/gu, '');
