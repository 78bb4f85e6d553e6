import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { type Json, newUnit } from '../testing/records.ts';

test('units are listed, and those of one kind or below one unit alone', async () => {
  const { admin, rootId } = await givenCompany();
  const branch = await newUnit(admin, '高新分公司', 'branch');
  await newUnit(admin, '政企部', 'department', branch.id);
  await newUnit(admin, '锦业路', 'grid', branch.id);
  const names = async (query: string) => {
    const { body } = await admin.request<{ data: Json[] }>('GET', `/v1/org-units${query}`);
    return body.data.map(({ name }) => name);
  };
  expect(await names('?kind=branch')).toEqual(['高新分公司']);
  expect(await names(`?parentId=${branch.id}`)).toEqual(['锦业路', '政企部']);
  expect(await names(`?parentId=${branch.id}&parentId=${rootId}&kind=grid&kind=branch`)).toHaveLength(2);
  expect(await names('')).toHaveLength(4);
  await admin.request('PATCH', `/v1/org-units/${branch.id}`, { body: { managerId: admin.id } });
  expect(await names(`?managerId=${admin.id}`)).toEqual(['高新分公司']);
});
