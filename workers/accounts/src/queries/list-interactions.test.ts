import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount } from '../testing/records.ts';

let company: Company;
let account: Json;
beforeEach(async () => {
  company = await givenCompany();
  account = await newAccount(company.admin);
});

async function log(summary: string, heldAt: string, kind = 'visit', of = account): Promise<void> {
  await company.admin.request('POST', `/v1/accounts/${of.id}/interactions`, {
    body: { kind, summary, heldAt },
  });
}

async function summaries(query = ''): Promise<unknown[]> {
  const path = `/v1/accounts/${account.id}/interactions${query}`;
  const { body } = await company.admin.request<{ data: Json[] }>('GET', path);
  return body.data.map(({ summary }) => summary);
}

test('interactions stand in the order in which they took place, whenever they were logged', async () => {
  await log('二月', '2026-02-01T09:00:00+08:00');
  await log('一月', '2026-01-01T09:00:00+08:00', 'call');
  await log('三月', '2026-03-01T09:00:00+08:00');
  await log('别家', '2026-03-01T09:00:00+08:00', 'visit', await newAccount(company.admin));
  expect(await summaries()).toEqual(['三月', '二月', '一月']);
  expect(await summaries('?sort=heldAt')).toEqual(['一月', '二月', '三月']);
  expect(await summaries('?kind=visit')).toEqual(['三月', '二月']);
  expect(await summaries('?kind=visit&kind=call')).toHaveLength(3);
});
