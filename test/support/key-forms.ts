import { bytesOf, hexOf } from './migration.ts';

/** What base64 makes of these bytes wherever they stand in a longer row, without the signs that depend on the rest. */
function piecesOf(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const piece = text.slice(Math.ceil((before * 8) / 6), (before + bytes.length) % 3 ? -1 : undefined);
    return [piece, piece.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Every spelling by which a key could stand in a text: Base32, hexadecimal, base64 of it and of its bytes. */
export const keyForms = (base32: string): string[] => [
  ...new Set([
    base32,
    base32.toLowerCase(),
    hexOf(base32),
    hexOf(base32).toUpperCase(),
    ...piecesOf(bytesOf(base32)),
    ...piecesOf(Buffer.from(base32)),
  ]),
];
