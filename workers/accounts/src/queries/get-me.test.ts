import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, everyPermission, givenCompany } from '../testing/given-company.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

test('somebody hears of his tenant, his roles with their reach, and all that they let him do', async () => {
  const someone = await company.colleague(
    '王磊',
    { permissions: ['contacts.read', 'accounts.read'], scope: 'own' },
    { permissions: ['accounts.read'], scope: 'unit', unitId: company.rootId },
  );
  const { status, body, trips } = await someone.request<{ roles: object[] }>('GET', '/v1/me');
  expect([status, trips]).toEqual([200, 1]);
  expect(body).toMatchObject({
    user: { id: someone.id, name: '王磊', status: 'active', orgUnitId: null },
    tenant: { id: company.tenantId, timeZone: 'Asia/Shanghai' },
    permissions: ['accounts.read', 'contacts.read'],
  });
  expect(body.roles).toHaveLength(2);
  expect(body.roles).toContainEqual(expect.objectContaining({ dataScope: 'own', orgUnitId: null }));
  expect(body.roles).toContainEqual(
    expect.objectContaining({ dataScope: 'unit', orgUnitId: company.rootId }),
  );
});

describe('a change counts at the next request with the same token', () => {
  const accounts = () => company.admin.request('GET', '/v1/accounts');
  const me = async () =>
    (await company.admin.request<{ permissions: string[] }>('GET', '/v1/me')).body.permissions;

  test('when a role loses a permission, and when it gets it back', async () => {
    expect((await accounts()).status).toBe(200);
    await company.database.execute("DELETE FROM role_permissions WHERE permission = 'accounts.read'");
    expect((await accounts()).status).toBe(403);
    expect(await me()).toEqual(everyPermission.filter((key) => key !== 'accounts.read').sort());
    await company.grant(company.admin.id, { permissions: ['accounts.read'], scope: 'own' });
    expect((await accounts()).status).toBe(200);
    expect(await me()).toEqual([...everyPermission].sort());
  });

  test('when somebody loses a role', async () => {
    await company.database.execute('DELETE FROM principal_roles WHERE principal_id = ?', [company.admin.id]);
    expect((await accounts()).status).toBe(403);
    expect(await me()).toEqual([]);
  });

  test.each([
    ['principal is blocked', "UPDATE principals SET status = 'blocked'"],
    ['tenant is suspended', "UPDATE tenants SET status = 'suspended'"],
    ['session has ended', 'UPDATE sessions SET ended_at = 1'],
  ])('when the %s', async (_, sql) => {
    expect((await accounts()).status).toBe(200);
    await company.database.execute(sql);
    expect((await accounts()).status).toBe(401);
    expect((await company.admin.request('GET', '/v1/me')).status).toBe(401);
  });

  test('also for an API key', async () => {
    const body = { name: 'BOSS', permissions: ['accounts.read'] };
    const { key } = (await company.admin.request<{ key: string }>('POST', '/v1/api-keys', { body })).body;
    const use = async () => (await company.worker.request('GET', '/v1/accounts', { token: key })).status;
    expect(await use()).toBe(200);
    await company.database.execute("DELETE FROM role_permissions WHERE permission = 'accounts.read'");
    expect(await use()).toBe(403);
    await company.database.execute("UPDATE principals SET status = 'blocked' WHERE kind = 'api_key'");
    expect(await use()).toBe(401);
  });
});
