import type { TestDatabase } from '@keyline/testkit';
import { readDatabaseSchema } from './database-schema.ts';

/**
 * Puts one row into every ordinary table, `1` in every column: of text or number, so that it is JSON too, and
 * every foreign key finds the row it names. Returns the names of the tables.
 */
export async function fillTables(database: TestDatabase): Promise<readonly string[]> {
  const tables = (await readDatabaseSchema(database)).filter(
    ({ type, name }) => type === 'table' && name !== 'migrations' && name !== 'sqlite_sequence',
  );
  const inserts = tables.map(({ name, columns }) => {
    const stored = columns.filter(({ generated }) => generated === undefined);
    const values = stored.map(({ type }) => (type === 'TEXT' ? "'1'" : '1'));
    return `INSERT INTO "${name}" (${stored.map((column) => `"${column.name}"`).join()}) VALUES (${values.join()})`;
  });
  if (inserts.length > 0) {
    await database.client().batch(['PRAGMA defer_foreign_keys = ON', ...inserts], 'write');
  }
  return tables.map(({ name }) => name);
}
