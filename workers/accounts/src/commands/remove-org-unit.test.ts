import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf, type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

let company: Company;
let grid: Json;
beforeEach(async () => {
  company = await givenCompany();
  grid = await newUnit(company.admin, '锦业路', 'grid');
});

function remove(id: string) {
  return company.admin.request<ProblemBody>('DELETE', `/v1/org-units/${id}`);
}

test('an empty unit goes, its name is free, and the log still tells of it', async () => {
  expect((await remove(grid.id)).status).toBe(204);
  expect((await company.admin.request('GET', `/v1/org-units/${grid.id}`)).status).toBe(404);
  expect((await remove(grid.id)).status).toBe(404);
  const [, event] = await eventsOf(company, grid.id);
  expect(event).toMatchObject({
    type: 'org_unit.removed',
    version: 2,
    data: { name: '锦业路', kind: 'grid' },
  });
  expect((await newUnit(company.admin, '锦业路', 'grid')).version).toBe(1);
});

test('also a grid whose accounts have left it', async () => {
  const account = await newAccount(company.admin, { gridId: grid.id });
  const body = { gridId: null };
  await company.admin.request('PATCH', `/v1/accounts/${account.id}`, { body });
  expect((await remove(grid.id)).status).toBe(204);
  expect(await count(company, 'grid_counts')).toBe(0);
});

test.each([
  ['accounts', () => newAccount(company.admin, { gridId: grid.id })],
  ['accounts', () => newAccount(company.admin, { orgUnitId: grid.id })],
  ['accounts', () => newAccount(company.admin, { responsibleUnitId: grid.id })],
  ['users', () => company.database.execute('UPDATE users SET org_unit_id = ?', [grid.id])],
  ['grants', () => company.colleague('王磊', { permissions: [], scope: 'unit', unitId: grid.id })],
])('one that holds %s stays', async (what, fill) => {
  await fill();
  const { status, body } = await remove(grid.id);
  expect([status, body.code, body.holds]).toEqual([409, 'org_unit.not_empty', [what]]);
  expect(await count(company, 'org_units', `id = '${grid.id}'`)).toBe(1);
});

test('one with units below it stays, also when these are history', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  await newUnit(company.admin, '政企部', 'department', branch.id);
  expect((await remove(branch.id)).body.holds).toEqual(['units']);
  const other = await newUnit(company.admin, '长安', 'grid');
  const path = `/v1/org-units/${other.id}/actions/merge`;
  await company.admin.request('POST', path, { body: { intoId: grid.id } });
  expect((await remove(grid.id)).body.holds).toEqual(['units']);
  expect((await remove(other.id)).body.code).toBe('org_unit.merged');
});

test('the company at the top stays', async () => {
  expect((await remove(company.rootId)).body.code).toBe('org_unit.top_stays');
});

test('an account that is put into the unit at the same moment keeps it, or is told that it is gone', async () => {
  for (let round = 1; round <= 5; round += 1) {
    const unit = await newUnit(company.admin, `网格 ${round}`, 'grid');
    const body = { name: `客户丙${round}丁`, kind: 'enterprise', gridId: unit.id };
    const [removed, added] = await Promise.all([
      remove(unit.id),
      company.admin.request('POST', '/v1/accounts', { body }),
    ]);
    expect([
      [204, 422],
      [409, 201],
    ]).toContainEqual([removed.status, added.status]);
  }
});
