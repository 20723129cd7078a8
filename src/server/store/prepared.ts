import type { Database } from './database.ts';

/** A statement that is built once for each database, and planned once for each of its connections. */
export function perDatabase<Statement>(prepare: (database: Database) => Statement): (database: Database) => Statement {
  const made = new WeakMap<Database, Statement>();
  return (database) => {
    const known = made.get(database);
    if (known) return known;
    const statement = prepare(database);
    made.set(database, statement);
    return statement;
  };
}
