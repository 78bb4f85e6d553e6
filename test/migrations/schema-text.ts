import type { TestDatabase } from '@keyline/testkit';

const heading = `-- The whole schema after all migrations, for reading. Made from them and held to them by
-- test/migrations/schema-snapshot.test.ts, which says how to renew it. Nothing runs this file.
`;

/** Everything in `sqlite_schema` as statements: each table, then its indexes and triggers; both by name. */
export async function schemaText(database: TestDatabase): Promise<string> {
  const rows = await database.execute(
    `SELECT type, name, tbl_name, sql FROM sqlite_schema
     ORDER BY tbl_name, type IN ('table', 'view') DESC, type, name`,
  );
  const statements = rows.map(({ type, name, tbl_name, sql }) =>
    sql === null ? `-- ${type} ${name} on ${tbl_name}, made by its constraint` : `${sql};`,
  );
  return `${heading}\n${statements.join('\n')}\n`;
}
