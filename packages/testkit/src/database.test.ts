import { systemStore } from '@keyline/store';
import { expect, test } from 'vitest';
import { testDatabase } from './database.ts';
import { readMigrations } from './migrations.ts';

test('a fresh database is migrated and has no rows', async () => {
  const database = await testDatabase().fresh();
  const names = readMigrations().map(({ name }) => ({ name }));
  expect(await database.execute('SELECT name FROM migrations ORDER BY name')).toMatchObject(names);
  expect(await database.execute('SELECT * FROM tenants')).toEqual([]);
});

test('what one database holds is not in another', async () => {
  const [one, other] = await Promise.all([testDatabase().fresh(), testDatabase().fresh()]);
  await one.execute('INSERT INTO directory (slug, tenant_id, cell) VALUES (?, ?, ?)', ['a', 'ten_a', 'main']);
  expect(await one.execute('SELECT slug FROM directory')).toHaveLength(1);
  expect(await other.execute('SELECT slug FROM directory')).toHaveLength(0);
});

test('copies of a frozen database hold what it held then', async () => {
  const database = await testDatabase().fresh();
  const put = 'INSERT INTO directory (slug, tenant_id, cell) VALUES (?, ?, ?)';
  await database.execute(put, ['a', 'ten_a', 'main']);
  const frozen = await database.frozen();
  await database.execute(put, ['b', 'ten_b', 'main']);
  const [one, other] = [await frozen.copy(), await frozen.copy()];
  await one.execute(put, ['c', 'ten_c', 'main']);
  expect(await other.execute('SELECT slug FROM directory')).toMatchObject([{ slug: 'a' }]);
});

test('an empty database has not even tables', async () => {
  expect(await testDatabase().empty().execute('SELECT * FROM sqlite_schema')).toEqual([]);
});

test('records what the program ran, with its cost where that is measured, and nothing that the test ran', async () => {
  const database = await testDatabase().fresh({ measured: true });
  await database.execute('SELECT * FROM tenants');
  expect(database.recorded()).toEqual([]);
  await systemStore(database.config).findSlug('acme', 'k');
  const [recorded, ...others] = database.measured();
  expect(others).toEqual([]);
  expect(recorded?.sql).toContain('FROM "directory"');
  expect(recorded).toMatchObject({ steps: expect.any(Number), sorts: 0, autoindexes: 0, fullScanSteps: 0 });
  expect(recorded?.steps).toBeGreaterThan(0);
  expect((await testDatabase().fresh()).measured).toThrow('not made to be measured');
});

test('whole numbers of a test are integers in the database', async () => {
  const [row] = await testDatabase()
    .empty()
    .execute('SELECT typeof(?) AS whole, typeof(?) AS part', [1, 1.5]);
  expect(row).toMatchObject({ whole: 'integer', part: 'real' });
});

test('a dropped database is gone', async () => {
  const database = await testDatabase().fresh();
  await systemStore(database.config).ping();
  await database.drop();
  expect(database.recorded()).toEqual([]);
  expect(await database.execute('SELECT * FROM sqlite_schema')).toEqual([]);
});
