import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the files of a LevelDB hold, overwritten and deleted values included: every writing in its logs, every block of
 * its tables (github.com/google/leveldb, doc/log_format.md and doc/table_format.md). Whoever copies them reads this.
 */
export function contentsOf(folder: string): Buffer[] {
  return readdirSync(folder).flatMap((name) => {
    const bytes = () => readFileSync(join(folder, name));
    if (name.endsWith('.log')) return writings(bytes());
    return name.endsWith('.ldb') ? blocks(bytes()) : [];
  });
}

const logBlock = 32_768;
const full = 1;
const first = 2;
const last = 4;

/** A writing that does not fit into a block of the log goes on in the next one. */
function writings(log: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let parts: Buffer[] = [];
  for (let at = 0; at + 7 <= log.length;) {
    const left = logBlock - (at % logBlock);
    if (left < 7) {
      at += left;
      continue;
    }
    const length = log.readUInt16LE(at + 4);
    const type = log[at + 6]!;
    if (type === 0) {
      at += left;
      continue;
    }
    if (type === full || type === first) parts = [];
    parts.push(log.subarray(at + 7, at + 7 + length));
    if (type === full || type === last) found.push(Buffer.concat(parts));
    at += 7 + length;
  }
  return found;
}

const footerLength = 48;

function blocks(table: Buffer): Buffer[] {
  const footer = new Reader(table.subarray(table.length - footerLength));
  footer.handle(); // of the block about the blocks
  const index = new Reader(blockAt(table, footer.handle()));
  const end = index.bytes.length - 4 * (1 + index.bytes.readUInt32LE(index.bytes.length - 4));
  const found: Buffer[] = [];
  while (index.at < end) {
    index.varint();
    const [ownLength, valueLength] = [index.varint(), index.varint()];
    index.take(ownLength);
    found.push(blockAt(table, new Reader(index.take(valueLength)).handle()));
  }
  return found;
}

function blockAt(table: Buffer, { offset, size }: { offset: number; size: number }): Buffer {
  const bytes = table.subarray(offset, offset + size);
  return table[offset + size] === 1 ? unsnap(bytes) : bytes;
}

class Reader {
  readonly bytes: Buffer;
  at = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  take(length: number): Buffer {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  handle(): { offset: number; size: number } {
    return { offset: this.varint(), size: this.varint() };
  }
}

/** Snappy (github.com/google/snappy, format_description.txt). Throws when the bytes are none of it. */
export function unsnap(bytes: Buffer): Buffer {
  const reader = new Reader(bytes);
  const out = Buffer.alloc(reader.varint());
  let at = 0;
  while (reader.at < bytes.length) {
    const tag = reader.take(1)[0]!;
    const kind = tag & 3;
    if (kind === 0) {
      const code = tag >> 2;
      const length = 1 + (code < 60 ? code : reader.take(code - 59).readUIntLE(0, code - 59));
      at += reader.take(length).copy(out, at);
      continue;
    }
    const length = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const offset =
      kind === 1
        ? ((tag >> 5) << 8) | reader.take(1)[0]!
        : reader.take(kind === 2 ? 2 : 4).readUIntLE(0, kind === 2 ? 2 : 4);
    if (offset === 0 || offset > at) throw new RangeError('not Snappy');
    for (let copied = 0; copied < length; copied++, at++) out[at] = out[at - offset]!;
  }
  return out;
}
