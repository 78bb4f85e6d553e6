import { type Naming, nameParty, type Party, releaseParties, tenantStore } from '@keyline/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

let company: Company;
let account: Json;
let branch: Json;
beforeEach(async () => {
  company = await givenCompany();
  branch = await newUnit(company.admin, '高新分公司', 'branch');
  account = await newAccount(company.admin, { orgUnitId: branch.id, grade: 'A', industry: 'finance' });
});

const reading = ['accounts.read', 'contacts.read', 'team.read', 'accounts.update'] as const;

async function open(party: Party, naming: Partial<Naming> = {}): Promise<void> {
  const usual: Naming = {
    subject: { type: 'account', id: account.id },
    accountId: account.id,
    reason: 'task',
    causeId: 'tsk_1',
    openedAt: 0,
  };
  const { database, tenantId, admin } = company;
  const also = [nameParty({ ...usual, ...naming }, party)];
  await tenantStore(database.config, tenantId, admin.id).commit({ changes: [], also });
}

const get = (by: Colleague, below = '') => by.request<Json>('GET', `/v1/accounts/${account.id}${below}`);
const listed = async (by: Colleague, query = '') =>
  (await by.request<{ data: Json[] }>('GET', `/v1/accounts${query}`)).body.data;

const publicPart = () => ({
  id: account.id,
  createdAt: account.createdAt,
  name: account.name,
  kind: 'enterprise',
  ownerName: company.admin.name,
  orgUnitId: branch.id,
  orgUnitName: '高新分公司',
  publicPart: true,
});

describe('whom an open task names at an account', () => {
  test('sees its public part and nothing that hangs on it, until the task is closed', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'own' });
    expect((await get(someone)).status).toBe(404);
    await open({ userId: someone.id });
    const { status, body, headers } = await get(someone);
    expect([status, body, headers.get('ETag')]).toEqual([200, publicPart(), null]);
    for (const below of ['/contacts', '/interactions', '/timeline', '/team']) {
      expect((await get(someone, below)).status, below).toBeGreaterThanOrEqual(403);
    }
    const change = await someone.request('PATCH', `/v1/accounts/${account.id}`, { body: { grade: 'B' } });
    expect(change.status).toBe(404);
    const { database, tenantId } = company;
    const also = [releaseParties('tsk_1')];
    await tenantStore(database.config, tenantId, someone.id).commit({ changes: [], also });
    expect((await get(someone)).status).toBe(404);
  });

  test('and who stands in for him while he is absent sees the same, no longer and no earlier', async () => {
    const away = await company.colleague('张伟', { permissions: reading, scope: 'own' });
    const delegate = await company.colleague('刘洋', { permissions: reading, scope: 'own' });
    await open({ userId: away.id });
    const body = {
      absence: { from: '2026-03-02T00:00:00Z', until: '2026-03-09T00:00:00Z', delegateId: delegate.id },
    };
    expect((await away.request('PATCH', '/v1/me', { body })).status).toBe(200);
    const days = {
      before: '2026-03-01T23:59:59Z',
      first: '2026-03-02T00:00:00Z',
      after: '2026-03-09T00:00:00Z',
    };
    const seen = await Promise.all(
      Object.values(days).map(async (day) => {
        const asked = { headers: { 'X-Test-Now': day } };
        const one = await delegate.request('GET', `/v1/accounts/${account.id}`, asked);
        const all = await delegate.request<{ data: Json[] }>('GET', '/v1/accounts', asked);
        return [one.status, all.body.data.length];
      }),
    );
    expect(seen).toEqual([
      [404, 0],
      [200, 1],
      [404, 0],
    ]);
    expect((await get(away)).status).toBe(200);
  });

  test('finds it in the list, beside what is his', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'own' });
    const own = await newAccount(company.admin, { ownerId: someone.id });
    await newAccount(company.admin);
    await open({ userId: someone.id });
    const rows = await listed(someone, '?sort=createdAt');
    expect(rows).toEqual([publicPart(), own]);
  });

  test('learns nothing else by filters, orders and words', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'own' });
    await open({ userId: someone.id });
    for (const query of ['?kind=enterprise', `?orgUnitId=${branch.id}`, '?sort=name']) {
      expect(await listed(someone, query), query).toHaveLength(1);
    }
    for (const query of ['?grade=A', '?presence=potential', '?sort=-monthlySpend', '?q=客户']) {
      expect(await listed(someone, query), query).toEqual([]);
    }
  });

  test('needs the permission all the same', async () => {
    const someone = await company.colleague('张伟', { permissions: ['contacts.read'], scope: 'own' });
    await open({ userId: someone.id });
    expect((await get(someone)).status).toBe(403);
  });

  test('sees the whole where a scope shows it', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'tenant' });
    await open({ userId: someone.id });
    expect((await get(someone)).body).toEqual(account);
    expect(await listed(someone)).toEqual([account]);
  });

  test('is told by name of which account a double is', async () => {
    const someone = await company.colleague('张伟', {
      permissions: [...reading, 'accounts.create'],
      scope: 'own',
    });
    const body = { name: account.name, kind: 'enterprise' };
    const candidates = async () =>
      (await someone.request<ProblemBody>('POST', '/v1/accounts', { body })).body.candidates;
    expect(await candidates()).toEqual([{ ownerName: company.admin.name, orgUnitName: '高新分公司' }]);
    await open({ userId: someone.id });
    expect(await candidates()).toMatchObject([{ id: account.id, name: account.name }]);
  });
});

describe('whose role is named', () => {
  const scope = 'unit' as const;
  async function reviewers(): Promise<{ here: Colleague; there: Colleague; roleId: string }> {
    const other = await newUnit(company.admin, '雁塔分公司', 'branch');
    const [here, there] = [await company.colleague('张伟'), await company.colleague('李强')];
    const elsewhere = await newUnit(company.admin, '长安分公司', 'branch');
    const roleId = await company.grant(here.id, { permissions: reading, scope, unitId: elsewhere.id });
    await company.database.execute(
      'INSERT INTO principal_roles (tenant_id, principal_id, role_id, scope, org_unit_id) VALUES (?, ?, ?, ?, ?)',
      [company.tenantId, there.id, roleId, scope, other.id],
    );
    return { here, there, roleId };
  }
  const unitOf = async (by: Colleague) => {
    const [row] = await company.database.execute(
      'SELECT org_unit_id FROM principal_roles WHERE principal_id = ?',
      [by.id],
    );
    return String(row?.org_unit_id);
  };

  test('in a unit: who holds it there', async () => {
    const { here, there, roleId } = await reviewers();
    await open({ roleId, orgUnitId: await unitOf(here) });
    expect([(await get(here)).status, (await get(there)).status]).toEqual([200, 404]);
    expect([(await listed(here)).length, (await listed(there)).length]).toEqual([1, 0]);
  });

  test('without a unit: everybody who holds it', async () => {
    const { here, there, roleId } = await reviewers();
    await open({ roleId, orgUnitId: null });
    expect([(await get(here)).status, (await get(there)).status]).toEqual([200, 200]);
    expect([(await listed(here)).length, (await listed(there)).length]).toEqual([1, 1]);
  });

  test('and which is held over what is his own: in the unit where he works', async () => {
    const someone = await company.colleague('张伟');
    const roleId = await company.grant(someone.id, { permissions: reading, scope: 'own' });
    await open({ roleId, orgUnitId: branch.id });
    expect((await get(someone)).status).toBe(404);
    await company.database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [branch.id, someone.id]);
    expect((await get(someone)).body).toEqual(publicPart());
  });
});

test('what hangs on an account names it too', async () => {
  const someone = await company.colleague('张伟', { permissions: reading, scope: 'own' });
  const subject = { type: 'opportunity', id: 'opp_1' };
  await open({ userId: someone.id }, { subject, reason: 'eligibility' });
  expect((await get(someone)).body).toEqual(publicPart());
  expect(await listed(someone)).toEqual([publicPart()]);
});
