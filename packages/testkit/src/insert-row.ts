import type { InValue } from '@libsql/client/http';
import type { TestDatabase } from './database.ts';

/** Puts one row into a table, past the store. */
export async function insertRow(
  database: TestDatabase,
  table: string,
  row: Readonly<Record<string, InValue>>,
): Promise<void> {
  const names = Object.keys(row);
  const places = names.map(() => '?');
  await database.execute(`INSERT INTO ${table} (${names}) VALUES (${places})`, Object.values(row));
}
