import { beforeEach, describe, expect, test } from 'vitest';
import { churnRaised } from '../testing/churn.ts';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { hold, holder } from '../testing/process-people.ts';
import { eventsOf, type Json, newAccount } from '../testing/records.ts';

/** In the night to Monday 2 March 2026. */
const night = '2026-03-02T02:00:00+08:00';
const morning = { headers: { 'X-Test-Now': '2026-03-02T09:00:00+08:00' } };

interface Listed {
  readonly data: readonly Json[];
}

let company: Company;
let owner: Colleague;
let accountId: string;
beforeEach(async () => {
  company = await givenCompany();
  await hold(company, company.admin.id, 'administrator');
  owner = await holder(company, '孙经理', 'account_manager', company.rootId);
  const fields = { name: '西安远洋科技有限公司', ownerId: owner.id, orgUnitId: company.rootId };
  accountId = (await newAccount(company.admin, fields)).id;
});

async function casesOf(id = accountId): Promise<readonly Json[]> {
  const { body } = await company.admin.request<Listed>('GET', `/v1/cases?accountId=${id}`);
  return body.data;
}

async function tasksOf(somebody: Colleague): Promise<readonly Json[]> {
  return (await somebody.request<Listed>('GET', '/v1/tasks')).body.data;
}

const act = (by: Colleague, caseId: string, action: string, body: object) =>
  by.request<Json>('POST', `/v1/cases/${caseId}/actions/${action}`, { body, ...morning });

test('an account that may leave becomes work of its owner, with a due date five working days off', async () => {
  await company.database.execute("UPDATE tenants SET locale = 'zh-CN'");
  await churnRaised(company, accountId, { at: night });
  expect(await company.worker.react()).toContain('acknowledged');
  const [retention] = await casesOf();
  expect(retention).toMatchObject({
    title: '挽留：西安远洋科技有限公司',
    process: { key: 'retention.standard' },
    ...{ stage: 'retaining', ownerId: owner.id, createdBy: 'system', outcome: null },
    form: { score: 72, band: 'high' },
    dueAt: '2026-03-06T10:00:00.000Z',
  });
  expect(await tasksOf(owner)).toMatchObject([
    { title: { 'zh-CN': '挽留中' }, parties: [{ userId: owner.id }], dueAt: '2026-03-06T10:00:00.000Z' },
  ]);
});

test('one crossing opens one case, however often it is told', async () => {
  const eventId = await churnRaised(company, accountId, { at: night });
  await company.worker.react();
  await company.database.execute("UPDATE cases SET outcome = 'retained', stage = 'retained'");
  await company.database.execute('DELETE FROM reactions WHERE event_id = ?', [eventId]);
  expect(await company.worker.react()).toContain('acknowledged');
  expect(await casesOf()).toHaveLength(1);
});

test('while a case is open none is opened beside it, by no crossing and by nobody’s hand; afterwards the next is', async () => {
  await churnRaised(company, accountId, { at: night, band: 'watch' });
  await churnRaised(company, accountId, { at: '2026-03-03T02:00:00+08:00', band: 'critical' });
  await company.worker.react();
  const [first, ...others] = await casesOf();
  expect(others).toEqual([]);
  const body = { accountId, process: 'retention.standard', title: '再次挽留' };
  const byHand = () => company.admin.request('POST', '/v1/cases', { body });
  expect(await byHand()).toMatchObject({ status: 409, body: { code: 'case.retention_open' } });
  expect((await act(owner, String(first?.id), 'record-lost', { reason: '已转网' })).status).toBe(200);
  await churnRaised(company, accountId, { at: '2026-03-04T02:00:00+08:00' });
  await company.worker.react();
  expect(await casesOf()).toHaveLength(2);
});

test('of two people who open one by hand at the same time one succeeds', async () => {
  const body = { accountId, process: 'retention.standard', title: '挽留' };
  const open = () => company.admin.request('POST', '/v1/cases', { body });
  const statuses = (await Promise.all([open(), open(), open()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([201, 409, 409]);
});

describe('an account without an owner who can act', () => {
  test('is assigned by the branch manager of its unit, and then kept by whom he names', async () => {
    const manager = await holder(company, '王总', 'branch_manager', company.rootId);
    const { id } = await newAccount(company.admin, { ownerId: null, orgUnitId: company.rootId });
    await churnRaised(company, id, { at: night });
    await company.worker.react();
    const [retention] = await casesOf(id);
    expect(retention).toMatchObject({
      stage: 'unassigned',
      ownerId: null,
      dueAt: '2026-03-02T10:00:00.000Z',
    });
    expect(await tasksOf(manager)).toMatchObject([{ about: retention?.title }]);
    expect(await tasksOf(owner)).toEqual([]);
    const assigned = await act(manager, String(retention?.id), 'assign', { ownerId: owner.id });
    expect(assigned.body).toMatchObject({ stage: 'retaining', ownerId: owner.id });
    expect(await tasksOf(owner)).toMatchObject([{ about: retention?.title }]);
  });

  test('has left: nobody’s work goes to somebody who is blocked', async () => {
    await company.admin.request('PATCH', `/v1/users/${owner.id}`, { body: { status: 'blocked' } });
    await churnRaised(company, accountId, { at: night });
    await company.worker.react();
    expect(await casesOf()).toMatchObject([{ stage: 'unassigned', ownerId: null }]);
    expect(await tasksOf(company.admin)).toMatchObject([{ parties: [{ role: 'administrator' }] }]);
  });
});

test('it is warned of, overdue and goes up as every case does', async () => {
  await churnRaised(company, accountId, { at: night });
  await company.worker.react();
  const [retention] = await casesOf();
  for (const at of ['2026-03-05T18:00:00+08:00', '2026-03-06T18:00:00+08:00']) {
    await company.worker.scheduled(Date.parse(at));
  }
  const told = (await eventsOf(company, String(retention?.id))).map(({ type }) => type);
  expect(told).toEqual(['case.opened', 'case.warned', 'case.overdue']);
});

describe('the outcome', () => {
  const keep = async () => {
    await churnRaised(company, accountId, { at: night });
    await company.worker.react();
    return String((await casesOf())[0]?.id);
  };
  const health = async (somebody: Colleague) =>
    (await somebody.request<Json>('GET', `/v1/accounts/${accountId}/health`)).body.retention;

  test('needs what was done or why it was lost, and is recorded by who keeps the account', async () => {
    const id = await keep();
    const stranger = await holder(company, '钱经理', 'account_manager', company.rootId);
    expect((await act(stranger, id, 'record-retained', { measures: '拜访' })).status).toBe(404);
    expect((await act(owner, id, 'record-retained', {})).status).toBe(400);
    const retained = await act(owner, id, 'record-retained', { measures: '上门拜访，续签三年' });
    expect(retained.body).toMatchObject({ outcome: 'retained', result: { measures: '上门拜访，续签三年' } });
    expect((await act(owner, id, 'record-lost', { reason: '反悔' })).status).toBe(409);
    expect(await tasksOf(owner)).toEqual([]);
  });

  test('stands at the health of the account, as the open case does before', async () => {
    expect(await health(owner)).toEqual({ open: null, last: null });
    const id = await keep();
    expect(await health(owner)).toEqual({
      open: {
        ...{ caseId: id, stage: 'retaining', ownerId: owner.id },
        ...{ openedAt: '2026-03-01T18:00:00.000Z', dueAt: '2026-03-06T10:00:00.000Z' },
      },
      last: null,
    });
    await act(owner, id, 'record-lost', { reason: '已转网' });
    expect(await health(owner)).toEqual({
      open: null,
      last: {
        caseId: id,
        outcome: 'lost',
        endedAt: '2026-03-02T01:00:00.000Z',
        result: { reason: '已转网' },
      },
    });
  });
});
