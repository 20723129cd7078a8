import { decodeKey } from './decode.ts';
import { FileProblem, type FoundKey, type KeyFile } from './found.ts';
import { layouts, oathColumns, oathLayout, oathVersion2Columns, oathVersion2Layout, type Layout } from './layouts.ts';

/** A table of keys, in one of the layouts that we know. */
export async function readTable(text: string): Promise<KeyFile> {
  const lines = text.split(/\r?\n/, 50);
  const header = lines.find((line) => line.trim() && !line.startsWith('#')) ?? '';
  const delimiter = [',', ';', '\t'].find((each) => header.includes(each)) ?? ',';
  const rows = await rowsOf(text, delimiter);
  const columns = rows[0]?.cells.map((name) => name.trim().toLowerCase()) ?? [];
  const layout = layouts.find(({ known }) => known.every((name) => columns.includes(name)));
  if (layout) return tableOf(layout, columns, rows.slice(1));
  const isOath = rows.every(({ cells }) => /^[\da-f]{20,}$/i.test(cells[1]?.trim() ?? ''));
  if (rows.length && isOath) return tableOf(oathLayout, oathColumns, rows);
  if (/^#\s*version:\s*2\s*$/.test(lines[0]!)) return tableOf(oathVersion2Layout, oathVersion2Columns, rows);
  throw new FileProblem('The table has none of the headers that we know; the documentation lists them.');
}

interface Row {
  line: number;
  cells: string[];
}

/** The rows of a text (RFC 4180), each with the line on which it ends. */
export async function rowsOf(text: string, delimiter: string): Promise<Row[]> {
  const { parse, CsvError } = await import('csv-parse/sync').catch(() => {
    throw new FileProblem('Tables need the package csv-parse. Install it beside mfa-elements.');
  });
  try {
    const rows: Row[] = [];
    parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      delimiter,
      max_record_size: 10_000,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record(cells, { lines }) {
        rows.push({ line: lines, cells });
        return null;
      },
    });
    return rows;
  } catch (error) {
    // Its message quotes the row.
    const { lines } = error instanceof CsvError ? (error as { lines?: number }) : {};
    throw new FileProblem(`The table cannot be read${lines ? `; see line ${lines}` : ''}.`);
  }
}

function tableOf(layout: Layout, columns: readonly string[], rows: readonly Row[]): KeyFile {
  const found = rows.map(({ line, cells }): FoundKey => {
    const cell = (column: string | undefined) => {
      const index = column === undefined ? -1 : columns.indexOf(column);
      return (index < 0 ? undefined : cells[index]?.trim()) || undefined;
    };
    const number = (column: string | undefined) => {
      const text = cell(column);
      return text === undefined ? undefined : Number(text);
    };
    const key = decodeKey(cell(layout.key), layout.encoding);
    const isUnsaid = !layout.isSha1 && !layout.algorithm && 'reveal' in key && key.reveal().length > 20;
    const serial = cell(layout.serial);
    return {
      row: line,
      user: cell(layout.user),
      serials: serial ? [serial] : [],
      key,
      // Without a type, the OATH CSV means keys that count.
      isTimeBased: layout.type ? /(^|[:#])totp$/i.test(cell(layout.type) ?? '') : true,
      algorithm: isUnsaid ? 'unsaid' : cell(layout.algorithm),
      digits: number(layout.digits),
      periodS: number(layout.period),
      kind: cell(layout.kind),
      platform: cell(layout.platform),
      name: cell(layout.name),
    };
  });
  return { format: 'csv', found, remarks: [] };
}
