import { beforeEach, expect, test } from 'vitest';
import { churnRaised } from '../testing/churn.ts';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

/** A retention case that ended on a day, with this outcome. */
async function ended(
  orgUnitId: string,
  day: string,
  action: 'record-retained' | 'record-lost',
): Promise<void> {
  const { admin } = company;
  const { id: accountId } = await newAccount(admin, { ownerId: admin.id, orgUnitId });
  await churnRaised(company, accountId, { at: `${day}T02:00:00+08:00` });
  await company.worker.react();
  const { body } = await admin.request<{ data: Json[] }>('GET', `/v1/cases?accountId=${accountId}`);
  const form = action === 'record-lost' ? { reason: '转网' } : { measures: '拜访' };
  const headers = { 'X-Test-Now': `${day}T10:00:00+08:00` };
  const path = `/v1/cases/${body.data[0]?.id}/actions/${action}`;
  expect((await admin.request('POST', path, { body: form, headers })).status).toBe(200);
}

async function summary(by: Colleague, from: string, to: string, rest = '') {
  const path = `/v1/retention-summary?from=${from}T00:00:00Z&to=${to}T00:00:00Z${rest}`;
  return (await by.request<Json>('GET', path)).body;
}

test('of what ended in the period it tells how much was retained, in a unit and below or in all', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const grid = await newUnit(company.admin, '一网格', 'grid', branch.id);
  const other = await newUnit(company.admin, '长安分公司', 'branch');
  expect(await summary(company.admin, '2026-03-01', '2026-04-01')).toMatchObject({
    ended: 0,
    successRate: null,
  });
  await ended(grid.id, '2026-03-02', 'record-retained');
  await ended(branch.id, '2026-03-03', 'record-retained');
  await ended(other.id, '2026-03-04', 'record-lost');
  await ended(branch.id, '2026-04-02', 'record-lost');
  // One that is open counts nowhere.
  const { id } = await newAccount(company.admin, { ownerId: company.admin.id });
  await churnRaised(company, id, { at: '2026-03-05T02:00:00+08:00' });
  await company.worker.react();
  expect(await summary(company.admin, '2026-03-01', '2026-04-01')).toEqual({
    ...{ from: '2026-03-01T00:00:00.000Z', to: '2026-04-01T00:00:00.000Z' },
    ...{ ended: 3, retained: 2, lost: 1, successRate: 0.6667 },
  });
  const ofBranch = await summary(company.admin, '2026-03-01', '2026-05-01', `&orgUnitId=${branch.id}`);
  expect(ofBranch).toMatchObject({ ended: 3, retained: 2, lost: 1 });
  const manager = await company.colleague('王总', {
    permissions: ['cases.read'],
    scope: 'unit',
    unitId: other.id,
  });
  expect(await summary(manager, '2026-03-01', '2026-04-01')).toMatchObject({ ended: 1, successRate: 0 });
});

test('a period that ends before it begins, or is too long to count, is refused', async () => {
  const refused = { status: 400, code: 'retention.period_invalid' };
  expect(await summary(company.admin, '2026-03-01', '2026-03-01')).toMatchObject(refused);
  expect(await summary(company.admin, '2026-01-01', '2027-02-06')).toMatchObject(refused);
  expect(await summary(company.admin, '2026-01-01', '2027-02-05')).toMatchObject({ ended: 0 });
});
