import { expect, test } from 'vitest';
import { changesBetween, contentsOf, putContents, rowsOfTenant } from './contents.ts';
import { testDatabase } from './database.ts';
import { givenTenant } from './given-tenant.ts';
import { insertRow } from './insert-row.ts';

const account = {
  version: 1,
  created_at: 0,
  updated_at: 0,
  created_by: 'test',
  name: '西安高新',
  short_names: '[]',
  name_key: '西安高新',
  search_text: '西安高新',
  kind: 'enterprise',
  presence: 'existing',
  grade: 'none',
  strategic: 0,
  top500: 0,
  blacklisted: 0,
  monthly_spend: 1200,
};

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

test('what was seen can be put into another database, computed columns and all', async () => {
  const [source, target] = [await testDatabase().fresh(), await testDatabase().fresh()];
  const { tenantId } = await givenTenant(source);
  await insertRow(source, 'accounts', { ...account, tenant_id: tenantId, id: 'acc_1' });
  const seen = await contentsOf(source);
  await putContents(target, seen);
  expect((await contentsOf(target)).get('accounts')).toMatchObject([{ monthly_spend_sort: 1200 }]);
  expect(changesBetween(seen, await contentsOf(target))).toEqual([]);
});
