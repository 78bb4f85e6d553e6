import { type Migration, MigrationError, migrate } from '@keyline/store';
import { readMigrations, type TestDatabase, testDatabase } from '@keyline/testkit';
import { describe, expect, test } from 'vitest';
import { fillTables } from './fill-tables.ts';
import { schemaText } from './schema-text.ts';

const migrations = readMigrations();
const prefixes = migrations.map((_, index) => migrations.slice(0, index));

async function migrated(steps: readonly Migration[]): Promise<TestDatabase> {
  const database = testDatabase().empty();
  await migrate(database.client(), steps);
  return database;
}

describe.each(prefixes.map((prefix) => [prefix.length, prefix] as const))(
  'after %i migrations',
  (_, prefix) => {
    const next = migrations[prefix.length];

    test(`an empty database takes ${next?.name}`, async () => {
      const database = await migrated(prefix);
      const { applied } = await migrate(database.client(), migrations.slice(0, prefix.length + 1));
      expect(applied).toEqual([next?.name]);
    });

    test(`a database with data takes ${next?.name} and all that follow, and keeps its rows whole`, async () => {
      const database = await migrated(prefix);
      await fillTables(database);
      const { applied } = await migrate(database.client(), migrations);
      expect(applied).toEqual(migrations.slice(prefix.length).map(({ name }) => name));
      expect(await database.execute('PRAGMA foreign_key_check')).toEqual([]);
      expect(await schemaText(database)).toBe(await schemaText(await migrated(migrations)));
    });
  },
);

test('the fully migrated database takes a row in every table', async () => {
  const database = await migrated(migrations);
  const tables = await fillTables(database);
  expect(tables).toEqual(expect.arrayContaining(['tenants', 'accounts', 'events', 'interactions']));
  for (const table of tables) {
    const [row] = await database.execute(`SELECT count(*) AS n FROM ${table}`);
    expect(Number(row?.n), table).toBeGreaterThan(0);
  }
  expect(await database.execute('PRAGMA foreign_key_check')).toEqual([]);
});

test('the guard bites on a step that only an empty database takes', async () => {
  const step: Migration = {
    name: '9999-only-when-empty',
    sql: "CREATE TABLE names (name TEXT CHECK (name <> '1')) STRICT; INSERT INTO names SELECT name FROM users;",
  };
  const empty = await migrated(migrations);
  expect((await migrate(empty.client(), [...migrations, step])).applied).toEqual([step.name]);
  const filled = await migrated(migrations);
  await fillTables(filled);
  await expect(migrate(filled.client(), [...migrations, step])).rejects.toThrow(MigrationError);
});
