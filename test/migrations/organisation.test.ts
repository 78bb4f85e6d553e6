import { migrate } from '@keyline/store';
import { insertRow, readMigrations, testDatabase } from '@keyline/testkit';
import { expect, test } from 'vitest';

const migrations = readMigrations();
const at = migrations.findIndex(({ name }) => name.includes('organisation'));

test('units, and what names them, are kept when they get managers and states; grids get their numbers', async () => {
  const database = testDatabase().empty();
  await migrate(database.client(), migrations.slice(0, at));
  const record = { tenant_id: 't', version: 3, created_at: 1, updated_at: 2, created_by: 'u' };
  const tenant = { slug: 's', name: 'n', locale: 'en', time_zone: 'Asia/Shanghai', status: 'active' };
  await insertRow(database, 'tenants', { ...record, id: 't', ...tenant });
  const units = [
    { ...record, id: 'o1', parent_id: null, kind: 'company', name: '公司', path: 'o1/' },
    { ...record, id: 'o2', parent_id: 'o1', kind: 'grid', name: '网格', path: 'o1/o2/' },
  ];
  for (const unit of units) await insertRow(database, 'org_units', unit);
  const user = { name: 'n', email: 'e', email_key: 'e', status: 'active', org_unit_id: 'o2' };
  await insertRow(database, 'users', { ...record, id: 'u', ...user });
  for (const [i, presence] of ['existing', 'existing', 'off_net'].entries()) {
    const texts = { name: 'n', short_names: '[]', name_key: 'n', search_text: 'n', kind: 'enterprise' };
    const marks = { grade: 'none', strategic: 0, top500: 0, blacklisted: 0 };
    const account = { ...record, id: `a${i}`, ...texts, ...marks, presence, grid_id: 'o2' };
    await insertRow(database, 'accounts', account);
  }
  await migrate(database.client(), migrations);
  const kept = await database.execute('SELECT * FROM org_units ORDER BY id');
  const fresh = { manager_id: null, categories: '[]', state: 'active', merged_into_id: null };
  expect(kept.map((row) => ({ ...row }))).toMatchObject(units.map((unit) => ({ ...unit, ...fresh })));
  const numbers = await database.execute(
    'SELECT grid_id, presence, accounts FROM grid_counts ORDER BY presence',
  );
  expect(numbers.map((row) => Object.values(row))).toEqual([
    ['o2', 'existing', 2],
    ['o2', 'off_net', 1],
  ]);
  await expect(database.execute("DELETE FROM org_units WHERE id = 'o2'")).rejects.toThrow('FOREIGN KEY');
});
