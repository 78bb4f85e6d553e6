import { newId } from '@keyline/kernel';
import { givenTenant, insertRow, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { seedPermissions } from './seed-permissions.ts';

let database: TestDatabase;
const roles: Record<string, string> = {};

beforeEach(async () => {
  database = await testDatabase().fresh();
  const { tenantId } = await givenTenant(database);
  for (const [key, kind] of [
    ['account_manager', 'default'],
    ['executive', 'default'],
    ['own_role', 'custom'],
  ] as const) {
    const id = newId('role');
    roles[key] = id;
    const stamps = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
    await insertRow(database, 'roles', { ...stamps, id, key, kind, name: '{}' });
  }
});

function seed(catalogue: Parameters<typeof seedPermissions>[1]) {
  return seedPermissions(database.client(), catalogue);
}

async function held(key: string): Promise<unknown[]> {
  const rows = await database.execute(
    'SELECT permission FROM role_permissions WHERE role_id = ? ORDER BY permission',
    [roles[key] ?? ''],
  );
  return rows.map(({ permission }) => permission);
}

const visits = { key: 'visits.read', roles: ['account_manager'] };

test('a permission that comes with a version is held by the default roles that start with it, and no other', async () => {
  expect(await seed([visits])).toEqual(['visits.read']);
  expect(await held('account_manager')).toEqual(['visits.read']);
  expect([...(await held('executive')), ...(await held('own_role'))]).toEqual([]);
});

test('what a tenant took from a role stays taken', async () => {
  await seed([visits]);
  await database.execute('DELETE FROM role_permissions');
  expect(await seed([visits])).toEqual([]);
  expect(await held('account_manager')).toEqual([]);
});

test('a permission that the program has no more is held by nobody', async () => {
  await seed([visits, { key: 'gifts.read', roles: ['account_manager'] }]);
  await seed([visits]);
  expect(await held('account_manager')).toEqual(['visits.read']);
});
