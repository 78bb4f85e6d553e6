import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

test('an account out of sight is as if it were not there', async () => {
  const { id } = await newAccount(company.admin);
  const someone = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'own' });
  const hidden = await someone.request<ProblemBody>('GET', `/v1/accounts/${id}`);
  const unknown = await someone.request<ProblemBody>('GET', '/v1/accounts/acc_01kafxq0h3e7rvx8bm2s9t4c5d');
  expect([hidden.status, { ...hidden.body, instance: '' }]).toEqual([404, { ...unknown.body, instance: '' }]);
});

test.each(['own', 'team', 'unit', 'tenant', 'partner'] as const)(
  'who has the scope %s sees what that scope holds',
  async (scope) => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const rights = { permissions: ['accounts.read', 'accounts.create'], scope, unitId: branch.id } as const;
    const someone = await company.colleague('王磊', rights);
    const accounts = {
      owned: await newAccount(company.admin, { ownerId: someone.id }),
      created: await newAccount(someone, { ownerId: null }),
      inUnit: await newAccount(company.admin, { orgUnitId: branch.id }),
      elsewhere: await newAccount(company.admin),
    };
    const seen: string[] = [];
    for (const [name, { id }] of Object.entries(accounts)) {
      if ((await someone.request('GET', `/v1/accounts/${id}`)).status === 200) seen.push(name);
    }
    const expected = {
      own: ['owned', 'created'],
      team: ['owned', 'created'],
      unit: ['created', 'inUnit'],
      tenant: ['owned', 'created', 'inUnit', 'elsewhere'],
      partner: ['created'],
    };
    expect(seen).toEqual(expected[scope]);
  },
);

test('whoever read it last is told when nothing has changed since', async () => {
  const { id } = await newAccount(company.admin);
  const read = (tag: string) =>
    company.admin.request('GET', `/v1/accounts/${id}`, { headers: { 'If-None-Match': tag } });
  const same = await read('"1"');
  expect([same.status, same.body, same.headers.get('ETag')]).toEqual([304, undefined, '"1"']);
  await company.admin.request('PATCH', `/v1/accounts/${id}`, { body: { grade: 'A' } });
  const changed = await read('"1"');
  expect([changed.status, changed.headers.get('ETag')]).toEqual([200, '"2"']);
});
