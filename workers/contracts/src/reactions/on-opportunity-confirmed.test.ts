import { newId } from '@keyline/kernel';
import { beforeEach, expect, test } from 'vitest';
import { done, eventTypes, givenParties, type Json, type Parties } from '../testing/contracts.ts';
import { type Company, givenCompany } from '../testing/given-company.ts';

let opportunityId: string;
let company: Company;
let parties: Parties;
let otherBranch: string;
beforeEach(async () => {
  company = await givenCompany();
  parties = await givenParties(company);
  opportunityId = await company.opportunity(parties.accountId, { owner_id: parties.manager.id });
});

const confirmed = (at: number) => company.told('opportunity.confirmed', opportunityId, {}, at);

test('the days of notice are those of the tenant, where nobody names others', async () => {
  await company.rows(
    `INSERT INTO settings (tenant_id, id, version, created_at, updated_at, created_by, chosen) SELECT id, 'set_1', 1, 0, 0, 'test', '{"contracts":{"renewalNoticeDays":90}}' FROM tenants WHERE true ON CONFLICT DO UPDATE SET chosen = excluded.chosen`,
  );
  await confirmed(Date.UTC(2026, 2, 2, 2));
  await company.worker.react();
  const path = `/v1/contracts?opportunityId=${opportunityId}`;
  const { body } = await parties.manager.request<{ data: Json[] }>('GET', path);
  expect(body.data[0]).toMatchObject({ noticeDays: 90 });
});

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

test.each([
  ['the partner brought it into the unit above', () => company.rootId, () => company.branchId],
  ['another branch has it', () => otherBranch, () => otherBranch],
])(
  'the work order of a customer kept in a branch stands where it is reviewed: %s',
  async (_, unit, expected) => {
    otherBranch = await company.unit();
    await company.rows('UPDATE opportunities SET org_unit_id = ? WHERE id = ?', [unit(), opportunityId]);
    await confirmed(0);
    await company.worker.react();
    const made = await company.rows('SELECT org_unit_id FROM contracts');
    expect(made).toEqual([{ org_unit_id: expected() }]);
  },
);

const count = async () => (await company.rows('SELECT count(*) AS n FROM contracts'))[0]?.n;

test('an opportunity that is confirmed once more makes another work order only when the first has ended', async () => {
  await confirmed(0);
  await confirmed(1);
  await company.worker.react();
  expect(await count()).toBe(1);
  await company.rows("UPDATE contracts SET stage = 'cancelled', outcome = 'cancelled'");
  await confirmed(2);
  await company.worker.react();
  expect(await count()).toBe(2);
});

test('one that is reopened while it waited for its contract gets a work order, and else none', async () => {
  const reopened = async (stage: string) => {
    await company.rows('UPDATE opportunities SET stage = ? WHERE id = ?', [stage, opportunityId]);
    await company.told('opportunity.reopened', opportunityId);
    expect(await company.worker.react()).toEqual(['acknowledged']);
    return count();
  };
  expect(await reopened('assigned')).toBe(0);
  expect(await reopened('preparing')).toBe(1);
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

test('of an opportunity that was lost meanwhile no work order is made', async () => {
  await company.rows("UPDATE opportunities SET outcome = 'lost', stage = 'lost' WHERE id = ?", [
    opportunityId,
  ]);
  await confirmed(0);
  expect(await company.worker.react()).toEqual(['acknowledged']);
  const [row] = await company.rows('SELECT count(*) AS n FROM contracts');
  expect(row?.n).toBe(0);
});

test('one whose account is still on its way waits for it, and then makes its work order', async () => {
  const accountId = newId('account');
  const early = await company.opportunity(accountId, { owner_id: parties.manager.id });
  await company.told('opportunity.confirmed', early);
  expect(await company.worker.react()).toEqual(['put back']);
  await company.account('西安远洋科技有限公司', { id: accountId });
  expect(await company.worker.react()).toEqual(['acknowledged']);
  const [row] = await company.rows('SELECT customer_name FROM contracts WHERE opportunity_id = ?', [early]);
  expect(row).toEqual({ customer_name: '西安远洋科技有限公司' });
});
