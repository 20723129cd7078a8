import { SecretBytes } from '../core/secret-bytes.ts';
import type { KeySource } from '../flows/machine/effects.ts';
import { largestFileBytes } from '../flows/reading/reader.ts';
import type { FileNews } from '../flows/reading/reader-state.ts';
import { progressOf } from '../qr/parts.ts';
import { readPicture } from '../qr/read-picture.ts';
import { isPicture } from './is-picture.ts';
import type { ReaderWork } from './reader-work.ts';

/** Tells the reader of keys what is in each file, one after the other. */
export async function readFiles(files: readonly File[], work: ReaderWork): Promise<void> {
  const { signal, send, parts } = work;
  for (const file of files) {
    const { sources = [], news } = await read(file, work).catch((): FileRead => ({ news: { at: 'not-loaded' } }));
    if (signal.aborted) return;
    send({ type: 'fileRead', sources, news });
  }
  send({ type: 'searched', progress: progressOf(parts) });
}

interface FileRead {
  sources?: KeySource[];
  news: FileNews;
}

async function read(file: File, work: ReaderWork): Promise<FileRead> {
  const { name } = file;
  if (!(await isPicture(file))) {
    if (file.size > largestFileBytes) return { news: { at: 'file-too-large', name } };
    return { sources: [new SecretBytes(new Uint8Array(await file.arrayBuffer()))], news: { at: 'file-taken' } };
  }
  const reading = await readPicture(file, work);
  if (reading.at === 'read') return { sources: reading.texts, news: { at: 'read' } };
  return { news: reading.why === 'part' ? { at: 'part' } : { at: `picture-${reading.why}`, name } };
}
