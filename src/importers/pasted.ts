import { visible } from '../text/name.ts';
import { utf8Text } from './bytes.ts';
import { entryLimit } from './json.ts';
import { linesOf } from './lines.ts';

/**
 * Finds the addresses in a text before anything is cut into parameters, and undoes what a mail program, a web page or a
 * field of one line did to them. What belongs to no address is left over, and becomes no part of one.
 */
export interface Pasted {
  /** Each address as its lines, which give the address when joined. */
  addresses: string[][];
  /** Lines that belong to no address. */
  leftOver: number;
}

const schemes = /otpauth(?:-migration)?:|steam:\/\//gi;
const encoded = /otpauth(?:-migration)?%3a%2f%2f[^\s"'<>&]{1,9000}/gi;

/** The text with every address in its plain form, also one in full width or inside another address. */
function withSchemes(text: string): string {
  if (/otpauth(-migration)?:|steam:\/\//i.test(text)) return visible(text);
  if (text.length < 100_000 && /ｏｔｐａｕｔｈ/i.test(text)) return visible(text.normalize('NFKC'));
  return visible(text).replace(encoded, (whole) => {
    try {
      return ` ${decodeURIComponent(whole)}\n`;
    } catch {
      return whole;
    }
  });
}

export const holdsAddress = (text: string): boolean =>
  /otpauth(-migration)?(:|%3a%2f%2f)|steam:\/\/|ｏｔｐａｕｔｈ/i.test(text);

/**
 * Quoted-printable (RFC 2045 §6.7): every equals sign is `=3D`, or ends a line. A single `=3D` may as well be the
 * beginning of a key: it is one when the key is whole with it.
 */
function unquoted(chunk: string): string {
  const soft = /=[ \t]*(\r\n|[\r\n])(?=\S)|= (?=\S)/g;
  const joined = chunk.slice(0, 9000).replace(soft, '');
  const line = joined.split(/[\r\n]/, 1)[0]!;
  const count = line.match(/=3D/gi)?.length ?? 0;
  if (!count || /=(?![0-9A-F]{2})/i.test(line.replace(/[=\s]+$/, ''))) return chunk;
  const only = /secret=3D([a-z2-7]*)/i.exec(line)?.[1] ?? '';
  if (count === 1 && joined.length === chunk.length && only && only.length % 8) return chunk;
  const bytes = joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const isLatin = !/[^\0-\xff]/.test(bytes);
  const text = isLatin && utf8Text(Uint8Array.from(bytes, (sign) => sign.charCodeAt(0)));
  return text || bytes;
}

/** Mail programs break lines at 60 to 80 columns; a line that is shorter ended where it was meant to. */
const isWrapped = (line: string): boolean => line.length >= 50 && line.length <= 80;

/** Whether the next line, which has no blanks, goes on with the address. */
function goesOn(address: string, line: string, next: string): boolean {
  if (/^otpauth-migration:/i.test(address)) return /^[\w%+/=-]+$/.test(next);
  if (/^&/.test(next) || /&(amp;)?[a-z]+=/i.test(next)) return true;
  const isBase32 = /^[a-z2-7]+=*$/i.test(next);
  const last = /[?&](?:amp;)?secret=([^&#]*)$/i.exec(address)?.[1];
  if (last !== undefined) return isBase32 && (isWrapped(line) || !last);
  if (!/[?&](amp;)?secret=/i.test(address)) return true;
  return isWrapped(line) && !(isBase32 && next.length >= 16);
}

/** Where an address ends in its line: before a quote or a bracket that stood before it, too. */
function ended(line: string, before: string): string {
  const closing = { "'": "'", '(': ')', '[': ']', '「': '」', '（': '）', '『': '』', '【': '】' }[before];
  const end = line.search(/["<>`]|&(quot|lt|gt|apos|#34|#39|#x22|#x27);/i);
  const cut = end < 0 ? line : line.slice(0, end);
  const pair = closing ? cut.indexOf(closing) : -1;
  return (pair < 0 ? cut : cut.slice(0, pair)).replace(/[\s,;|、。，；]{1,99}$/, '');
}

function linesIn(chunk: string, before: string): { lines: string[]; rest: string } {
  const first = chunk.search(/[\r\n]|$/);
  let line = ended(chunk.slice(0, first), before);
  const lines = [line];
  let end = first;
  // An address that a quote ended does not go on in the next line.
  for (let count = line.length < first - 9 ? 200 : 0; count < 200; count++) {
    const [whole, next] =
      /^(?:\r\n|[\r\n])[ \t>]{0,99}([^\s"<>]{1,9000})[ \t]*(?=[\r\n]|$)/.exec(chunk.slice(end)) ?? [];
    if (!whole || !next || !goesOn(lines.join(''), line, next)) break;
    lines.push(next);
    line = next;
    end += whole.length;
  }
  return { lines, rest: chunk.slice(end) };
}

export function addressesIn(given: string): Pasted {
  const text = withSchemes(given);
  const starts: number[] = [];
  for (const { index } of text.matchAll(schemes)) {
    starts.push(index);
    if (starts.length > entryLimit) break;
  }
  // What stands before an address in its line is a label, a bullet or a quote.
  const lead = text.slice(0, starts[0] ?? 0);
  let leftOver = linesOf(lead.slice(0, Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r'), 0))).length;
  const addresses = starts.map((start, index) => {
    const chunk = unquoted(text.slice(start, starts[index + 1]));
    const { lines, rest } = linesIn(chunk, text[start - 1] ?? '');
    const isLast = index === starts.length - 1;
    // The last line between two addresses holds what stands before the second one.
    const end = isLast ? rest.length : Math.max(rest.lastIndexOf('\n'), rest.lastIndexOf('\r'), 0);
    leftOver += linesOf(rest.slice(0, end)).length;
    return lines;
  });
  return { addresses, leftOver };
}
