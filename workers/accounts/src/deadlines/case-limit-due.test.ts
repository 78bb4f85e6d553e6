import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { hold, holder, published, reviewProcess } from '../testing/process-people.ts';
import { eventsOf, type Json, newAccount } from '../testing/records.ts';

/** Monday 2 March 2026, 9:00 in Shanghai: a working day, eight hours long. */
const monday = '2026-03-02T01:00:00Z';
const at = (now: string) => ({ headers: { 'X-Test-Now': now } });

/** A case on Monday at 9, on the account of a grid below a branch, each with somebody in charge. */
async function caseOnMonday() {
  const company = await givenCompany();
  const unit = async (kind: string, name: string, parentId: string, managerId: string) => {
    const body = { kind, name, parentId, managerId };
    return (await company.admin.request<Json>('POST', '/v1/org-units', { body })).body.id;
  };
  const chief = await holder(company, '赵总', 'branch_manager', company.rootId);
  const head = await holder(company, '钱主任', 'account_manager');
  await company.admin.request('PATCH', `/v1/org-units/${company.rootId}`, { body: { managerId: chief.id } });
  const branchId = await unit('branch', '高新分公司', company.rootId, head.id);
  const owner = await holder(company, '孙经理', 'account_manager', branchId);
  for (const key of ['business_supervisor', 'executive'] as const) await hold(company, chief.id, key);
  await hold(company, head.id, 'contract_manager');
  await published(company, reviewProcess);
  const account = await newAccount(company.admin, { orgUnitId: branchId });
  const body = { accountId: account.id, process: 'contract.review', title: '专线合同', ownerId: owner.id };
  const opened = await company.admin.request<Json>('POST', '/v1/cases', { body, ...at(monday) });
  const { id } = opened.body;
  const sweepAt = (instant: string) => company.worker.scheduled(Date.parse(instant));
  const told = async () =>
    (await eventsOf(company, id)).filter(({ type }) => /warned|overdue|escalated/.test(type));
  return { company, chief, head, owner, id, opened, sweepAt, told };
}

interface Listed {
  readonly data: readonly Json[];
}

test('a limit of three days warns at 80 %, is overdue after them, and goes up every further three days', async () => {
  const { chief, head, owner, opened, sweepAt, told } = await caseOnMonday();
  expect(opened.body).toMatchObject({ dueAt: '2026-03-04T10:00:00.000Z' });
  await sweepAt('2026-03-04T05:11:59Z');
  expect(await told()).toEqual([]);
  await sweepAt('2026-03-04T05:12:00Z');
  expect(await told()).toMatchObject([
    {
      type: 'case.warned',
      data: { level: 0, dueAt: '2026-03-04T05:12:00.000Z', reaches: [{ userId: owner.id }] },
    },
  ]);
  await Promise.all([sweepAt('2026-03-04T10:00:00Z'), sweepAt('2026-03-04T11:00:00Z')]);
  expect((await told()).map(({ type }) => type)).toEqual(['case.warned', 'case.overdue']);
  expect((await told())[1]).toMatchObject({
    data: { level: 1, reaches: [{ userId: owner.id }, { userId: head.id }] },
  });
  const task = { kind: 'escalation', about: '专线合同', parties: [{ userId: head.id }] };
  expect((await head.request<Listed>('GET', '/v1/tasks')).body.data).toMatchObject([task]);
  // The weekend does not count; the sweep comes an hour late.
  await sweepAt('2026-03-09T11:00:00Z');
  await sweepAt('2026-03-20T11:00:00Z');
  expect((await told()).slice(2)).toMatchObject([
    {
      type: 'case.escalated',
      data: { level: 2, dueAt: '2026-03-09T10:00:00.000Z', reaches: [{ userId: chief.id }] },
    },
  ]);
});

test('a sweep that is very late tells everything once, in its order', async () => {
  const { sweepAt, told } = await caseOnMonday();
  for (let sweeps = 0; sweeps < 4; sweeps += 1) await sweepAt('2026-04-01T01:00:00Z');
  const types = (await told()).map(({ type }) => type);
  expect(types.filter((type) => type !== 'case.warned')).toEqual(['case.overdue', 'case.escalated']);
});

test('leaving the stage calls its limits off, and closes what they asked of others', async () => {
  const { head, owner, id, sweepAt, told } = await caseOnMonday();
  await sweepAt('2026-03-04T10:00:00Z');
  const path = `/v1/cases/${id}/actions/submit`;
  const moved = await owner.request<Json>('POST', path, { body: {}, ...at('2026-03-05T01:00:00Z') });
  // Two days for the review, which begins on Thursday.
  expect(moved).toMatchObject({
    status: 200,
    body: { stage: 'reviewing', dueAt: '2026-03-06T10:00:00.000Z' },
  });
  expect((await head.request<Listed>('GET', '/v1/tasks?kind=escalation')).body.data).toEqual([]);
  await sweepAt('2026-03-06T09:00:00Z');
  expect((await told()).map(({ type }) => type)).toEqual(['case.warned', 'case.overdue', 'case.warned']);
});
