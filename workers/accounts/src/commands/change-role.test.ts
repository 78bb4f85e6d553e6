import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newRole, newUser } from '../testing/people.ts';
import { eventsOf, type Json, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function change(id: string, body: object, by = company.admin) {
  return by.request<Json & ProblemBody>('PATCH', `/v1/roles/${id}`, { body });
}

test('whoever holds a role may do more or less from his next request on', async () => {
  const colleague = await company.colleague('王磊');
  const role = await newRole(company.admin, ['accounts.read']);
  const body = { roles: [{ roleId: role.id }] };
  await company.admin.request('PATCH', `/v1/users/${colleague.id}`, { body });
  expect((await colleague.request('GET', '/v1/users')).status).toBe(403);
  await change(role.id, { permissions: ['users.read'] });
  expect((await colleague.request('GET', '/v1/users')).status).toBe(200);
  expect((await colleague.request('GET', '/v1/accounts')).status).toBe(403);
});

test('a change tells the permissions old and new, and repeats of it tell nothing', async () => {
  const role = await newRole(company.admin, ['contacts.read', 'accounts.read']);
  await change(role.id, { permissions: ['accounts.read', 'contacts.read'] });
  await change(role.id, { permissions: ['users.read', 'users.read'] });
  const events = await eventsOf(company, role.id);
  expect(events.map(({ data }) => data.changes.permissions)).toEqual([
    [null, ['accounts.read', 'contacts.read']],
    [['accounts.read', 'contacts.read'], ['users.read']],
  ]);
});

describe('nobody hands on by a role what he does not hold for the whole tenant', () => {
  const clerk = () =>
    company.colleague('陈静', { permissions: ['roles.write', 'roles.read'], scope: 'tenant' });

  test('neither by making one nor by adding to one', async () => {
    const by = await clerk();
    const permissions = ['roles.read', 'users.write'];
    const name = { en: 'Mine', 'zh-CN': '我的' };
    const body = { key: 'mine', name, defaultScopes: ['tenant'], permissions };
    const made = await by.request<ProblemBody>('POST', '/v1/roles', { body });
    expect([made.status, made.body.code]).toEqual([403, 'role.beyond_own_rights']);
    const role = await newRole(by, ['roles.read']);
    expect((await change(role.id, { permissions }, by)).body.code).toBe('role.beyond_own_rights');
  });

  test('nor changes one that allows more than he may', async () => {
    const role = await newRole(company.admin, ['users.write']);
    expect((await change(role.id, { permissions: [] }, await clerk())).status).toBe(403);
  });
});

describe('a role goes', () => {
  const remove = (id: string) => company.admin.request<ProblemBody>('DELETE', `/v1/roles/${id}`);

  test('when nobody holds it, and leaves its history', async () => {
    const role = await newRole(company.admin, ['accounts.read']);
    expect((await remove(role.id)).status).toBe(204);
    expect((await company.admin.request('GET', `/v1/roles/${role.id}`)).status).toBe(404);
    expect((await eventsOf(company, role.id)).map(({ type }) => type)).toEqual([
      'role.created',
      'role.removed',
    ]);
  });

  test('or is given to somebody at the same moment: never both', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const role = await newRole(company.admin, ['accounts.read']);
      const user = await newUser(company.admin);
      const body = { roles: [{ roleId: role.id }] };
      const [removed, given] = await Promise.all([
        remove(role.id),
        company.admin.request('PATCH', `/v1/users/${user.id}`, { body }),
      ]);
      expect(removed.status === 204 && given.status === 200).toBe(false);
      expect([removed.status, given.status].some((status) => status < 300)).toBe(true);
    }
  });

  test('unless it is one of those every tenant starts with', async () => {
    const { body } = await company.worker.request<{ tenant: { slug: string } }>('POST', '/v1/tenants', {
      body: {
        name: '咸阳分公司',
        slug: 'xianyang',
        locale: 'zh-CN',
        timeZone: 'Asia/Shanghai',
        admin: { name: '赵敏', email: 'zhao.min@example.cn', password: '秦岭 north face 88' },
      },
    });
    const token = await company.worker.request<{ accessToken: string }>('POST', '/v1/auth/token', {
      body: {
        grantType: 'password',
        tenant: body.tenant.slug,
        email: 'zhao.min@example.cn',
        password: '秦岭 north face 88',
      },
    });
    const asked = { token: token.body.accessToken };
    const roles = await company.worker.request<{ data: { id: string; key: string }[] }>(
      'GET',
      '/v1/roles?kind=default',
      asked,
    );
    expect(roles.body.data).toHaveLength(14);
    for (const { id, key } of roles.body.data) {
      const removed = await company.worker.request<ProblemBody>('DELETE', `/v1/roles/${id}`, asked);
      expect([key, removed.status, removed.body.code]).toEqual([key, 409, 'role.protected']);
    }
  });
});
