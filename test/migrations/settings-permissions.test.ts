import { defaultRoles, permissionCatalogue, permissionsOfRole, type RoleKey } from '@keyline/auth';
import { migrate } from '@keyline/store';
import { insertRow, readMigrations, testDatabase } from '@keyline/testkit';
import { expect, test } from 'vitest';

const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: 'x' };
const tenantId = 'ten_1';

test('default roles of a tenant from before there were settings get the rights to them that new ones have', async () => {
  const migrations = readMigrations();
  const database = testDatabase().empty();
  const before = migrations.findIndex(({ name }) => name.includes('keys-and-settings'));
  await migrate(database.client(), migrations.slice(0, before));
  const tenant = { tenant_id: tenantId, ...stamps };
  const place = { slug: 'xian', name: 'x', locale: 'en', time_zone: 'Asia/Shanghai', status: 'active' };
  await insertRow(database, 'tenants', { ...tenant, id: tenantId, ...place });
  const keys = Object.keys(defaultRoles) as RoleKey[];
  for (const key of keys) {
    await insertRow(database, 'roles', { ...tenant, id: key, key, kind: 'default', name: '{}' });
  }
  await insertRow(database, 'roles', { ...tenant, id: 'own', key: 'own', kind: 'custom', name: '{}' });

  await migrate(database.client(), migrations);
  const rows = await database.execute(
    "SELECT role_id, permission FROM role_permissions WHERE permission LIKE 'settings.%'",
  );
  const due = keys.flatMap((key) =>
    permissionsOfRole(key, permissionCatalogue)
      .filter((permission) => permission.startsWith('settings.'))
      .map((permission) => `${key} ${permission}`),
  );
  expect(rows.map(({ role_id, permission }) => `${role_id} ${permission}`).toSorted()).toEqual(
    due.toSorted(),
  );
});
