import { permissionKeys } from '@keyline/auth';
import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { addUser, newRole, newUser } from '../testing/people.ts';
import type { ProblemBody } from '../testing/records.ts';

const partnerId = 'par_01kafxq0h3e7rvx8bm2s9t4c5d';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
  await insertRow(company.database, 'partners', {
    tenant_id: company.tenantId,
    id: partnerId,
    version: 1,
    created_at: 0,
    updated_at: 0,
    created_by: company.admin.id,
    name: '西安卓越通信代理',
    kind: 'agent',
    state: 'active',
  });
});

function setState(state: string) {
  return company.database.execute('UPDATE partners SET state = ?', [state]);
}

async function newKey(): Promise<{ status: number; body: ProblemBody & { key: string; partnerId: string } }> {
  const body = { name: '代理商', permissions: ['partners.read'], partnerId };
  return company.admin.request('POST', '/v1/api-keys', { body });
}

describe('people of a partner', () => {
  test('hold roles for what is their own or their partner’s, and for nothing wider', async () => {
    const { id: roleId } = await newRole(company.admin, ['accounts.read'], ['partner']);
    const user = await newUser(company.admin, { partnerId, roles: [{ roleId }] });
    expect([user.partnerId, user.roles]).toMatchObject([partnerId, [{ dataScope: 'partner' }]]);
    for (const dataScope of ['tenant', 'team']) {
      const refused = await addUser(company.admin, { partnerId, roles: [{ roleId, dataScope }] });
      expect((refused.body as unknown as ProblemBody).errors?.[0]?.code).toBe('partner_only');
    }
    const roles = [{ roleId, dataScope: 'tenant' }];
    const wider = await company.admin.request<ProblemBody>('PATCH', `/v1/users/${user.id}`, {
      body: { roles },
    });
    expect(wider.body.errors?.[0]?.code).toBe('partner_only');
  });

  test('belong to a partner that is there and not ended', async () => {
    await setState('ended');
    const refused = (await addUser(company.admin, { partnerId })).body as unknown as ProblemBody;
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(['/partnerId']);
  });
});

describe('a key of a partner', () => {
  test('acts while the partner is active: from its suspension on it is refused, and again let in', async () => {
    const { status, body } = await newKey();
    expect([status, body.partnerId]).toEqual([201, partnerId]);
    const statuses = [];
    for (const state of ['active', 'suspended', 'active', 'ended']) {
      await setState(state);
      statuses.push((await company.worker.request('GET', '/v1/me', { token: body.key })).status);
    }
    expect(statuses).toEqual([200, 401, 200, 401]);
  });

  test('holds its permissions in scope partner', async () => {
    const { body } = await newKey();
    const me = await company.worker.request<{ roles: unknown[] }>('GET', '/v1/me', { token: body.key });
    expect(me.body.roles).toMatchObject([{ dataScope: 'partner' }]);
  });

  test('holds nothing that partners do not', async () => {
    const body = { name: '代理商', permissions: permissionKeys, partnerId };
    const { status, body: problem } = await company.admin.request<ProblemBody>('POST', '/v1/api-keys', {
      body,
    });
    expect([status, problem.code]).toEqual([422, 'api_key.beyond_partner']);
  });
});
