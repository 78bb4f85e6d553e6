import { readMigrations, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type Migration, MigrationError, migrate } from './migrate.ts';

let database: TestDatabase;
beforeEach(() => {
  database = testDatabase().empty();
});

const first: Migration = {
  name: '0001-first',
  sql: 'CREATE TABLE a (id TEXT) STRICT; -- a\nCREATE TABLE b (id TEXT);',
};
const second: Migration = {
  name: '0002-second',
  sql: "INSERT INTO a VALUES ('x;y'); CREATE INDEX a_by_id ON a (id);",
};

const run = (...migrations: Migration[]) => migrate(database.client(), migrations);
const schema = async () =>
  JSON.stringify(await database.execute('SELECT type, name, sql FROM sqlite_schema ORDER BY name'));

describe('migrating', () => {
  test('applies what is missing, in order, and tells what', async () => {
    expect(await run(first)).toEqual({ applied: ['0001-first'] });
    expect(await run(first, second)).toEqual({ applied: ['0002-second'] });
    expect(await database.execute('SELECT id FROM a')).toMatchObject([{ id: 'x;y' }]);
    const kept = await database.execute('SELECT name, digest, applied_at FROM migrations ORDER BY name');
    expect(kept).toMatchObject([{ name: '0001-first' }, { name: '0002-second' }]);
    for (const row of kept) {
      expect(row.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(row.applied_at).toBeGreaterThan(Date.UTC(2026, 0, 1));
    }
  });

  test('again changes nothing', async () => {
    await run(first, second);
    const before = await schema();
    expect(await run(first, second)).toEqual({ applied: [] });
    expect(await schema()).toBe(before);
  });

  test('takes its turn as a writer before it begins', async () => {
    const client = database.client();
    const batch = vi.spyOn(client, 'batch');
    await migrate(client, [first, second]);
    expect(batch.mock.calls.map(([, mode]) => mode)).toEqual(['write', 'write']);
  });

  test('of nothing is well', async () => {
    expect(await run()).toEqual({ applied: [] });
  });

  test("the project's own, twice", async () => {
    const migrations = readMigrations();
    expect(await run(...migrations)).toEqual({ applied: migrations.map(({ name }) => name) });
    expect(await run(...migrations)).toEqual({ applied: [] });
  });
});

describe('migrating is refused', () => {
  test('where an applied migration was edited', async () => {
    await run(first);
    const before = await schema();
    const edited = { ...first, sql: `${first.sql} ` };
    await expect(run(edited, second)).rejects.toThrow(
      'migration 0001-first was changed after it had been applied',
    );
    expect(await schema()).toBe(before);
  });

  test('where the database is newer than the program', async () => {
    await run(first, second);
    const before = await schema();
    const other = { name: '0002-other', sql: 'CREATE TABLE c (id TEXT)' };
    await expect(run(first)).rejects.toThrow('has migration 0002-second, which this version does not know');
    await expect(run(first, other)).rejects.toThrow(MigrationError);
    expect(await schema()).toBe(before);
  });
});

describe('a migration that fails', () => {
  test.each([
    [
      'in its middle',
      "CREATE TABLE c (id TEXT); INSERT INTO a VALUES ('kept?'); CREATE TABLE a (id TEXT); CREATE TABLE d (id)",
    ],
    ['by a statement that is no SQL', 'CREATE TABLE c (id TEXT); CREATE TABEL d (id TEXT);'],
    ['by what it finds', "CREATE TABLE c (id TEXT UNIQUE); INSERT INTO c VALUES ('x'), ('x');"],
  ])('%s changes nothing, and can be mended', async (_, sql) => {
    await run(first);
    const before = await schema();
    await expect(run(first, { name: '0002-broken', sql })).rejects.toThrow(/^migration 0002-broken failed: /);
    expect(await schema()).toBe(before);
    expect(await database.execute('SELECT * FROM a')).toEqual([]);
    expect(await run(first, second)).toEqual({ applied: ['0002-second'] });
  });

  test('keeps those before it', async () => {
    await expect(run(first, second, { name: '0003-broken', sql: 'nonsense' })).rejects.toThrow(
      MigrationError,
    );
    expect(await run(first, second)).toEqual({ applied: [] });
  });

  test('says why in one line, with the cause behind it', async () => {
    const failed = await run({ name: '0001-broken', sql: 'CREATE TABLE' }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ name: 'MigrationError', cause: { name: 'LibsqlBatchError' } });
    expect(String(failed)).not.toContain('\n');
  });
});
