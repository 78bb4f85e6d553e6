import { beforeEach, expect, test } from 'vitest';
import { churnRaised } from '../testing/churn.ts';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount } from '../testing/records.ts';

interface Listed {
  readonly data: readonly Json[];
}

const rights = ['accounts.read', 'cases.read', 'cases.act', 'tasks.read', 'tasks.work'] as const;

let company: Company;
let owner: Colleague;
let colleague: Colleague;
let accountId: string;
let caseId: string;
let taskId: string;
beforeEach(async () => {
  company = await givenCompany();
  const manager = (name: string) =>
    company.colleague(
      name,
      { permissions: [...rights], scope: 'own' },
      { permissions: [...rights], scope: 'team' },
    );
  owner = await manager('孙经理');
  colleague = await manager('钱经理');
  await newAccount(company.admin, { ownerId: colleague.id });
  accountId = (await newAccount(company.admin, { ownerId: owner.id })).id;
  await churnRaised(company, accountId, { at: '2026-03-02T02:00:00+08:00' });
  await company.worker.react();
  const list = async (path: string) => (await owner.request<Listed>('GET', path)).body.data;
  const [[retention], [task]] = [await list('/v1/cases'), await list('/v1/tasks')];
  [caseId, taskId] = [String(retention?.id), String(task?.id)];
});

const status = async (by: Colleague, method: string, path: string) =>
  (await by.request(method, path, method === 'POST' ? { body: {} } : {})).status;

test('an account manager sees the cases and tasks of his own accounts, and none of a colleague’s', async () => {
  const lists = [
    '/v1/cases',
    `/v1/cases?accountId=${accountId}`,
    '/v1/tasks',
    `/v1/tasks?subjectId=${caseId}`,
  ];
  for (const path of lists) {
    expect([path, (await owner.request<Listed>('GET', path)).body.data.length]).toEqual([path, 1]);
    expect([path, (await colleague.request<Listed>('GET', path)).body.data]).toEqual([path, []]);
  }
  const single = [`/v1/cases/${caseId}`, `/v1/cases/${caseId}/actions`, `/v1/tasks/${taskId}`];
  for (const path of [...single, `/v1/accounts/${accountId}/health`]) {
    expect([path, await status(owner, 'GET', path)]).toEqual([path, 200]);
    expect([path, await status(colleague, 'GET', path)]).toEqual([path, 404]);
  }
  for (const path of [`/v1/cases/${caseId}/actions/record-lost`, `/v1/tasks/${taskId}/actions/claim`]) {
    expect([path, await status(colleague, 'POST', path)]).toEqual([path, 404]);
  }
});

test('the numbers of retention are those of the cases that the caller sees', async () => {
  const body = { reason: '已转网' };
  const headers = { 'X-Test-Now': '2026-03-03T10:00:00+08:00' };
  await owner.request('POST', `/v1/cases/${caseId}/actions/record-lost`, { body, headers });
  const path = '/v1/retention-summary?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z';
  expect((await owner.request('GET', path)).body).toMatchObject({ ended: 1, lost: 1 });
  expect((await colleague.request('GET', path)).body).toMatchObject({ ended: 0, successRate: null });
});

test('who follows the whole of a team’s account sees its cases; who has left the team, no longer', async () => {
  const path = `/v1/accounts/${accountId}/team`;
  const body = { userId: colleague.id, role: 'backup' };
  const { body: member } = await company.admin.request<Json>('POST', path, { body });
  expect(await status(colleague, 'GET', `/v1/cases/${caseId}`)).toBe(200);
  await company.admin.request('DELETE', `${path}/${member.id}`);
  expect(await status(colleague, 'GET', `/v1/cases/${caseId}`)).toBe(404);
});

test('who sees accounts but no cases learns nothing of them by health or timeline', async () => {
  const informant = await company.colleague('信息人', { permissions: ['accounts.read'], scope: 'tenant' });
  const { body: health } = await informant.request<Json>('GET', `/v1/accounts/${accountId}/health`);
  expect(health.retention).toEqual({ open: null, last: null });
  const ofCase = async (by: Colleague) => {
    const { body } = await by.request<Listed>('GET', `/v1/accounts/${accountId}/timeline`);
    const told = body.data.filter(({ type }) => ['case.opened', 'task.opened'].includes(String(type)));
    return told.map(({ data }) => Object.keys(data as object).length > 0);
  };
  expect(await ofCase(informant)).toEqual([false, false]);
  expect(await ofCase(owner)).toEqual([true, true]);
});
