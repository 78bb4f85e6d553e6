import { beforeEach, expect, test } from 'vitest';
import { done, eventTypes, givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

const opportunityId = 'opp_01kafxq0h3e7rvx8bm2s9t4c5d';
let company: Company;
let parties: Parties;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
});

const confirmed = (at: number) =>
  company.told(
    'opportunity.confirmed',
    opportunityId,
    {
      accountId: parties.accountId,
      category: 'internet_line',
      amount: 36_000_000,
      ownerId: parties.manager.id,
      orgUnitId: company.branchId,
    },
    at,
  );

test('a confirmed opportunity makes one work order for its owner, however often it is told', async () => {
  const eventId = await confirmed(Date.UTC(2026, 2, 2, 2));
  expect(await company.worker.react()).toEqual(['acknowledged']);
  await company.rows('DELETE FROM reactions WHERE event_id = ?', [eventId]);
  expect(await company.worker.react()).toEqual(['acknowledged']);
  const { body } = await parties.manager.request<{ data: Json[] }>(
    'GET',
    `/v1/contracts?opportunityId=${opportunityId}`,
  );
  expect(body.data).toHaveLength(1);
  expect(body.data[0]).toMatchObject({
    accountId: parties.accountId,
    opportunityId,
    category: 'internet_line',
    stage: 'drafting',
    ownerId: parties.manager.id,
    orgUnitId: company.branchId,
    templateId: null,
    value: { amount: 36_000_000, currency: 'CNY' },
    createdBy: 'system',
  });
  const contractId = body.data[0]?.id ?? '';
  expect(await eventTypes(company, contractId)).toEqual(['contract.drafted']);
  const tasks = await company.rows('SELECT parties, kind, state FROM tasks WHERE subject_id = ?', [
    contractId,
  ]);
  expect(tasks).toEqual([
    { parties: JSON.stringify([{ userId: parties.manager.id }]), kind: 'stage', state: 'open' },
  ]);
});

test('an opportunity that is confirmed once more makes another work order', async () => {
  await confirmed(0);
  await confirmed(1);
  await company.worker.react();
  const [row] = await company.rows('SELECT count(*) AS n FROM contracts');
  expect(row?.n).toBe(2);
});

test('the owner fills the work order in and submits it', async () => {
  await confirmed(0);
  await company.worker.react();
  const [row] = await company.rows('SELECT id FROM contracts');
  const path = `/v1/contracts/${row?.id}`;
  const submit = () => parties.manager.request<Json>('POST', `${path}/actions/submit`, { body: {} });
  expect((await submit()).status).toBe(409);
  await done(parties.manager, 'PATCH', path, {
    templateId: parties.templateId,
    values: { bandwidth: '500 Mbit/s' },
    startOn: '2026-04-01',
    endOn: '2029-03-31',
  });
  expect((await submit()).body).toMatchObject({ stage: 'reviewing', templateVersion: 1 });
});

test('a message that comes before its account waits', async () => {
  await company.told('opportunity.confirmed', opportunityId, { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' });
  expect(await company.worker.react()).toEqual(['put back']);
});
