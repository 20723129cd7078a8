import { FileProblem, type KeyFile, type KeyFileFormat } from './found.ts';
import { readOtpauth } from './otpauth-lines.ts';
import type { Opening } from './pskc-lock.ts';
import { readPskc } from './pskc-read.ts';
import { readTable } from './table.ts';

/** Some 45,000 people, encrypted. A larger file is cut in two by whoever writes it. */
export const keyFileLimitBytes = 64 * 1024 * 1024;

/** More rows than a file of that size can have in any useful form. */
const rowLimit = 200_000;

/** The keys of a file, recognised by its content unless `format` says it. Throws a `FileProblem` in plain words. */
export async function readKeyFile(
  bytes: Uint8Array,
  { format, now, ...opening }: Opening & { format?: KeyFileFormat | undefined; now: Date },
): Promise<KeyFile> {
  if (bytes.length > keyFileLimitBytes) throw new FileProblem('The file is larger than 64 MiB.');
  const text = decoded(bytes);
  const file = await readAs(format ?? formatOf(text), text, { ...opening, now });
  if (!file.found.length) throw new FileProblem('There is no key in the file.');
  if (file.found.length > rowLimit) throw new FileProblem(`The file has more than ${rowLimit} rows.`);
  return file;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem('The file is no text in UTF-8.');
  }
}

function formatOf(text: string): KeyFileFormat {
  if (/^\s*</.test(text)) return 'pskc';
  return /^\s*otpauth:/im.test(text.slice(0, 10_000)) ? 'otpauth' : 'csv';
}

async function readAs(format: KeyFileFormat, text: string, opening: Opening & { now: Date }): Promise<KeyFile> {
  if (format === 'pskc') return readPskc(text, opening, opening.now);
  return format === 'otpauth' ? readOtpauth(text) : readTable(text);
}
