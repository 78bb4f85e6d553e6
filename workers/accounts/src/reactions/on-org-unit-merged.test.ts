import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newUnit } from '../testing/records.ts';

test('accounts of a unit that goes over follow without waiting for the cron, and the unit ends', async () => {
  const company = await givenCompany();
  const [grid, target] = [
    await newUnit(company.admin, '锦业路', 'grid'),
    await newUnit(company.admin, '长安', 'grid'),
  ];
  const account = await newAccount(company.admin, { gridId: grid.id });
  const body = { intoId: target.id };
  await company.admin.request('POST', `/v1/org-units/${grid.id}/actions/merge`, { body });

  expect(await company.worker.react()).toEqual(['acknowledged']);
  const unit = await company.admin.request<Json>('GET', `/v1/org-units/${grid.id}`);
  expect(unit.body).toMatchObject({ state: 'merged', mergedIntoId: target.id });
  expect((await eventsOf(company, account.id)).map(({ type }) => type)).toEqual([
    'account.created',
    'account.changed',
  ]);
});
