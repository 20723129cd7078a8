import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** A row that came as JSON, as the table has it. */
export function decoderOf<Table extends PgTable>(table: Table): (row: object) => Table['$inferSelect'] {
  const columns = Object.entries(getTableColumns(table));
  return (row) =>
    Object.fromEntries(
      columns.map(([key, column]) => {
        const value = (row as Record<string, unknown>)[column.name];
        return [key, value === null ? null : column.mapFromDriverValue(value)];
      }),
    ) as Table['$inferSelect'];
}

/**
 * The rows of a table as one value, so that one statement answers several questions: one way to the database and back,
 * and all of it from one moment.
 */
export function rowsOf<Table extends PgTable>(
  table: Table,
  { where, orderBy, limit }: { where: SQL | undefined; orderBy?: SQL; limit?: number },
): SQL<Table['$inferSelect'][]> {
  const decode = decoderOf(table);
  const rows = sql`SELECT * FROM ${table} WHERE ${where}${orderBy && sql` ORDER BY ${orderBy}`}${limit && sql` LIMIT ${sql.raw(String(limit))}`}`;
  return sql`(SELECT coalesce(json_agg(found), '[]') FROM (${rows}) AS found)`.mapWith((found: object[]) =>
    found.map(decode),
  ) as SQL<Table['$inferSelect'][]>;
}
