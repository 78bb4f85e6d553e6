import { expect, test } from 'vitest';
import { changesBetween, contentsOf, rowsOfTenant } from './contents.ts';
import { testDatabase } from './database.ts';
import { givenTenant } from './given-tenant.ts';
import { insertRow } from './insert-row.ts';

test('two looks at a database that nobody wrote to are the same', async () => {
  const database = await testDatabase().fresh();
  await givenTenant(database);
  const before = await contentsOf(database);
  expect(before.get('tenants')).toHaveLength(1);
  expect(changesBetween(before, await contentsOf(database))).toEqual([]);
});

test('a row that came, one that went and one that changed are told', async () => {
  const database = await testDatabase().fresh();
  const { userId } = await givenTenant(database);
  const before = await contentsOf(database);
  await database.execute('DELETE FROM sessions');
  await database.execute("UPDATE users SET name = 'Other' WHERE id = ?", [userId]);
  await insertRow(database, 'directory', { slug: 'late', tenant_id: 'ten_late', cell: 'main' });
  const changes = changesBetween(before, await contentsOf(database));
  expect(changes.map((change) => change.replace(/ \{.*/s, ''))).toEqual([
    'directory gained',
    'users lost',
    'users gained',
    'sessions lost',
  ]);
});

test('the pages of the search index are looked at too', async () => {
  const database = await testDatabase().fresh();
  const before = await contentsOf(database);
  await database.execute("INSERT INTO accounts_search (rowid, tokens) VALUES (7, 'a b')");
  expect(changesBetween(before, await contentsOf(database)).join()).toContain(
    'accounts_search_docsize gained',
  );
});

test('one tenant is told from another', async () => {
  const database = await testDatabase().fresh();
  const [one, other] = [await givenTenant(database), await givenTenant(database)];
  const rows = rowsOfTenant(await contentsOf(database), one.tenantId);
  expect(rows.get('users')).toMatchObject([{ id: one.userId }]);
  expect(JSON.stringify([...rows])).not.toContain(other.userId);
});

test('whatever a column may hold is told: bytes, numbers beyond 2^53, computed columns', async () => {
  const database = testDatabase().empty();
  await database.execute('CREATE TABLE t (a, b INT GENERATED ALWAYS AS (a) VIRTUAL)');
  for (const value of ["x'00ff'", '9007199254740993', '-5', '0.1', "'a\"b'", 'NULL']) {
    await database.execute(`INSERT INTO t VALUES (${value})`);
  }
  const seen = (await contentsOf(database)).get('t')?.map(({ a, b }) => [a, b]);
  const values = ['00ff', '9007199254740993', -5, 0.1, 'a"b', null];
  expect(seen).toEqual(values.map((value) => [value, value]));
});

test('a table and a column that came since the last look are seen', async () => {
  const database = testDatabase().empty();
  expect((await contentsOf(database)).size).toBe(0);
  await database.execute('CREATE TABLE t (a)');
  await database.execute('INSERT INTO t VALUES (1)');
  expect(await contentsOf(database)).toEqual(new Map([['t', [{ a: 1 }]]]));
  await database.execute('ALTER TABLE t ADD COLUMN b DEFAULT 2');
  expect(await contentsOf(database)).toEqual(new Map([['t', [{ a: 1, b: 2 }]]]));
});

test('a table that nobody wrote to is the same at the next look', async () => {
  const database = await testDatabase().fresh();
  await givenTenant(database);
  const before = await contentsOf(database);
  expect(await contentsOf(database)).toBe(before);
  await database.execute('DELETE FROM sessions');
  const after = await contentsOf(database);
  expect(after.get('users')).toBe(before.get('users'));
  await givenTenant(database);
  const [one, other, ...none] = (await contentsOf(database)).get('users') ?? [];
  expect([one, none]).toEqual([before.get('users')?.[0], []]);
  expect(one?.id).not.toBe(other?.id);
  expect(after.get('sessions')).toEqual([]);
});
