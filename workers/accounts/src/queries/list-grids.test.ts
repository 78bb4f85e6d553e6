import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit } from '../testing/records.ts';

let company: Company;
let branch: Json;
let grid: Json;
beforeEach(async () => {
  company = await givenCompany();
  branch = await newUnit(company.admin, '高新分公司', 'branch');
  grid = await newUnit(company.admin, '锦业路', 'grid', branch.id);
});

const grids = async (query = '') =>
  (await company.admin.request<{ data: Json[] }>('GET', `/v1/grids${query}`)).body.data;

test('a grid shows who is in charge, where it stands, and how many accounts of each presence it has', async () => {
  const wang = await company.colleague('王磊');
  const body = { managerId: wang.id };
  await company.admin.request('PATCH', `/v1/org-units/${grid.id}`, { body });
  for (const presence of ['existing', 'existing', 'potential', 'off_net', 'off_net', 'off_net']) {
    await newAccount(company.admin, { gridId: grid.id, presence });
  }
  await newAccount(company.admin, { presence: 'existing' });
  const [shown, ...others] = await grids();
  expect(others).toEqual([]);
  expect(shown).toMatchObject({
    id: grid.id,
    name: '锦业路',
    parentId: branch.id,
    parentName: '高新分公司',
    managerId: wang.id,
    managerName: '王磊',
    accounts: { total: 6, existing: 2, potential: 1, offNet: 3 },
  });
  expect((await company.admin.request('GET', `/v1/grids/${grid.id}`)).body).toEqual(shown);
});

test('its accounts are listed by their grid', async () => {
  const account = await newAccount(company.admin, { gridId: grid.id });
  await newAccount(company.admin);
  const path = `/v1/accounts?gridId=${grid.id}`;
  const { body } = await company.admin.request<{ data: Json[] }>('GET', path);
  expect(body.data.map(({ id }) => id)).toEqual([account.id]);
});

test('grids are listed below a parent, of a manager, and by name; other units are none', async () => {
  const wang = await company.colleague('王磊');
  const other = await newUnit(company.admin, '安定门', 'grid');
  await company.admin.request('PATCH', `/v1/org-units/${other.id}`, { body: { managerId: wang.id } });
  const names = async (query: string) => (await grids(query)).map(({ name }) => name);
  expect(await names('?sort=name')).toEqual(['安定门', '锦业路']);
  expect(await names(`?parentId=${branch.id}`)).toEqual(['锦业路']);
  expect(await names(`?managerId=${wang.id}`)).toEqual(['安定门']);
  expect((await company.admin.request('GET', `/v1/grids/${branch.id}`)).status).toBe(404);
});

test('one that goes over into another leaves the list, and can still be looked at', async () => {
  const other = await newUnit(company.admin, '安定门', 'grid');
  const path = `/v1/org-units/${other.id}/actions/merge`;
  await company.admin.request('POST', path, { body: { intoId: grid.id } });
  expect((await grids()).map(({ id }) => id)).toEqual([grid.id]);
  const { body } = await company.admin.request<Json>('GET', `/v1/grids/${other.id}`);
  expect(body).toMatchObject({ state: 'merging', mergedIntoId: grid.id });
});
