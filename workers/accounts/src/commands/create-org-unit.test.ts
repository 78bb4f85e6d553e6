import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, type Json, newAccount, newUnit, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function create(body: object) {
  return company.admin.request<Json & ProblemBody>('POST', '/v1/org-units', { body });
}

test('a unit stands below the company unless it is said below which', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const department = await newUnit(company.admin, '政企部', 'department', branch.id);
  expect([branch.parentId, department.parentId]).toEqual([company.rootId, branch.id]);
  expect((await newUnit(company.admin, '锦业路', 'grid', branch.id)).parentId).toBe(branch.id);
});

test.each([
  ['branch', 'branch'],
  ['branch', 'department'],
  ['department', 'grid'],
  ['grid', 'grid'],
])('a %s cannot stand below a %s', async (kind, parentKind) => {
  const parent = await newUnit(company.admin, '上级', parentKind);
  const { status, body } = await create({ name: '下级', kind, parentId: parent.id });
  expect([status, body.code]).toEqual([422, 'org_unit.kind_misplaced']);
});

test.each([
  ['en', 'A branch cannot stand below a department.'],
  ['zh-CN', '分公司不能设在科室之下。'],
])('what stands wrongly is told in words of the caller: %s', async (language, detail) => {
  const parent = await newUnit(company.admin, '上级', 'department');
  const body = { name: '下级', kind: 'branch', parentId: parent.id };
  const headers = { 'Accept-Language': language };
  const refused = await company.admin.request<ProblemBody>('POST', '/v1/org-units', { body, headers });
  expect(refused.body.detail).toBe(detail);
});

test('a second company is not to be had', async () => {
  expect((await create({ name: '另一家', kind: 'company' })).body.errors).toMatchObject([
    { pointer: '/kind' },
  ]);
});

test('a name is there once below one parent, also when two take it at once', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const body = { name: '政企部', kind: 'department' };
  const both = await Promise.all([create(body), create(body), create({ ...body, parentId: branch.id })]);
  expect(tally(both)).toEqual({ 201: 2, 409: 1 });
  const refused = both.find(({ status }) => status === 409)?.body;
  expect([refused?.code, refused?.detail]).toEqual([
    'org_unit.name_taken',
    'Another unit below the same parent is called 政企部.',
  ]);
  expect(await count(company, 'org_units', "name = '政企部'")).toBe(2);
});

test('what belongs to a unit is seen from every unit above it', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const grid = await newUnit(company.admin, '锦业路', 'grid', branch.id);
  const other = await newUnit(company.admin, '长安分公司', 'branch');
  const account = await newAccount(company.admin, { orgUnitId: grid.id });
  const within = (unitId: string) =>
    company.colleague('王磊', { permissions: ['accounts.read'], scope: 'unit', unitId });
  const statuses = await Promise.all(
    [company.rootId, branch.id, grid.id, other.id].map(async (unitId) => {
      const someone = await within(unitId);
      return (await someone.request('GET', `/v1/accounts/${account.id}`)).status;
    }),
  );
  expect(statuses).toEqual([200, 200, 200, 404]);
});
