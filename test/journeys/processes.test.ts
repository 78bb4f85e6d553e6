import { reviewProcess } from '@keyline/worker-accounts/testing/process-people';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Ask, callerAt, granted } from './caller.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

type Made = { readonly id: string; readonly [member: string]: unknown };
interface Listed {
  readonly data: readonly Made[];
}
interface Person {
  readonly id: string;
  /** Asks as of an instant of the story. */
  at(now: string): Ask;
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let admin: Ask;
let branchId: string;
const people: Record<string, Person> = {};
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path);
  await granted(callerAt(stack.url)('POST', '/v1/tenants', founding));
  admin = callerAt(stack.url, await signIn(stack.url));
  const { data } = await granted(admin<Listed>('GET', '/v1/org-units'));
  const root =
    data[0] ?? (await granted(admin<Made>('POST', '/v1/org-units', { kind: 'company', name: '公司' })));
  const unit = { kind: 'branch', name: '高新分公司', parentId: root.id };
  branchId = (await granted(admin<Made>('POST', '/v1/org-units', unit))).id;
  await employ('owner', '孙经理', 'account_manager');
  await employ('supervisor', '张主管', 'business_supervisor');
  await employ('manager', '李合同', 'contract_manager');
  await employ('executive', '王总', 'executive');
  await employ('deputy', '钱代理', 'account_manager');
  await employ('reviewer', '周法务', 'support_specialist');
  await employ('head', '吴主任', 'branch_manager');
  await employ('chief', '郑总', 'branch_manager');
  const inCharge = (id: string, managerId = '') =>
    granted(admin('PATCH', `/v1/org-units/${id}`, { managerId }));
  await inCharge(branchId, people.head?.id);
  await inCharge(root.id, people.chief?.id);
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

const password = '渭水 south wind 66';

async function employ(part: string, name: string, role: string): Promise<void> {
  const { data } = await granted(admin<Listed>('GET', `/v1/roles?key=${role}`));
  const email = `${part}@example.cn`;
  const user = { name, email, password, orgUnitId: branchId, roles: [{ roleId: data[0]?.id }] };
  const { id } = await granted(admin<Made>('POST', '/v1/users', user));
  const credentials = { grantType: 'password', tenant: founding.slug, email, password };
  const { accessToken } = await granted(
    callerAt(stack.url)<{ accessToken: string }>('POST', '/v1/auth/token', credentials),
  );
  people[part] = { id, at: (now) => callerAt(stack.url, accessToken, now) };
}

function person(part: string): Person {
  const found = people[part];
  if (found === undefined) throw new Error(`nobody plays ${part}`);
  return found;
}

/** Monday 2 March 2026, 9:00 in Shanghai. */
const monday = '2026-03-02T01:00:00Z';
const tuesday = '2026-03-03T01:00:00Z';
let accountId: string;
let caseId: string;

const act = (part: string, now: string, action: string, form: object = {}) =>
  granted(person(part).at(now)<Made>('POST', `/v1/cases/${caseId}/actions/${action}`, form));
const tasksOf = async (part: string, now: string) =>
  (await granted(person(part).at(now)<Listed>('GET', '/v1/tasks'))).data;

test('an administrator publishes a process; one that leads nowhere is refused with its flaws', async () => {
  const dead = { ...reviewProcess, actions: reviewProcess.actions.slice(1) };
  const refused = await admin<{ code: string; errors: object[] }>('POST', '/v1/processes', {
    definition: dead,
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'process.invalid' } });
  expect(refused.body.errors).toContainEqual(
    expect.objectContaining({ pointer: '/definition/stages/1', code: 'unreachable' }),
  );
  const draft = await granted(admin<Made>('POST', '/v1/processes', { definition: reviewProcess }));
  const publish = `/v1/processes/${draft.id}/actions/publish`;
  expect(await granted(admin('POST', publish))).toMatchObject({ state: 'published', processVersion: 1 });
});

test('a case is opened on an account and submitted; its reviewers find it among their tasks', async () => {
  const owner = person('owner').at(monday);
  const account = { name: '西安市大数据服务有限公司', kind: 'enterprise', orgUnitId: branchId };
  accountId = (await granted(owner<Made>('POST', '/v1/accounts', account))).id;
  const amount = { amount: 20_000_000, currency: 'CNY' };
  const body = { accountId, process: 'contract.review', title: '专线合同', amount };
  caseId = (await granted(owner<Made>('POST', '/v1/cases', body))).id;
  expect(await act('owner', monday, 'submit')).toMatchObject({
    stage: 'reviewing',
    dueAt: '2026-03-03T10:00:00.000Z',
  });
  const [task] = await tasksOf('supervisor', monday);
  expect(task).toMatchObject({ about: '专线合同', kind: 'approval', accountId });
});

test('an absent supervisor’s delegate approves for him', async () => {
  const absence = { from: monday, delegateId: person('deputy').id };
  await granted(person('supervisor').at(monday)('PATCH', '/v1/me', { absence }));
  expect(await tasksOf('deputy', tuesday)).toHaveLength(1);
  const { approval } = await act('deputy', tuesday, 'approve', { comment: '代张主管同意' });
  expect(JSON.stringify(approval)).toContain(person('supervisor').id);
});

test('a reviewer is added, and sends it back with a reason', async () => {
  await act('manager', tuesday, 'add-reviewer', { userId: person('reviewer').id });
  expect(await tasksOf('reviewer', tuesday)).toHaveLength(1);
  const back = await act('reviewer', tuesday, 'send-back', { reason: '违约条款不完整' });
  expect(back).toMatchObject({ stage: 'drafting', approval: [] });
  expect(await tasksOf('manager', tuesday)).toEqual([]);
  expect(await act('owner', tuesday, 'submit')).toMatchObject({ dueAt: '2026-03-04T10:00:00.000Z' });
});

test('nobody decides in time: the cron warns, tells the head of the unit, then the one above, each once', async () => {
  for (const at of [
    '2026-03-04T05:00:00Z',
    '2026-03-04T10:00:00Z',
    '2026-03-06T10:00:00Z',
    '2026-03-06T11:00:00Z',
  ]) {
    await stack.cron({ at, worker: 'accounts' });
  }
  const now = '2026-03-06T11:00:00Z';
  expect(await tasksOf('head', now)).toMatchObject([{ kind: 'escalation', subject: { id: caseId } }]);
  expect(await tasksOf('chief', now)).toMatchObject([{ kind: 'escalation', subject: { id: caseId } }]);
});

test('it is approved to its end, by the executive too because it is dear', async () => {
  const late = '2026-03-09T01:00:00Z';
  await act('deputy', late, 'approve');
  expect(await act('manager', late, 'approve')).toMatchObject({ stage: 'reviewing' });
  expect(await tasksOf('head', late)).toEqual([]);
  expect(await act('executive', late, 'approve')).toMatchObject({ stage: 'done', outcome: 'completed' });
});

test('the whole history reads from the timeline of the account', async () => {
  const path = `/v1/accounts/${accountId}/timeline?limit=200`;
  const { data } = await granted(admin<Listed>('GET', path));
  const told = data.map(({ type }) => String(type)).filter((type) => type.startsWith('case.'));
  expect(told.reverse()).toEqual([
    'case.opened',
    'case.moved',
    'case.approved',
    'case.reviewer_added',
    'case.sent_back',
    'case.moved',
    'case.warned',
    'case.overdue',
    'case.escalated',
    'case.approved',
    'case.approved',
    'case.approved',
    'case.ended',
  ]);
  const sentBack = data.find(({ type }) => type === 'case.sent_back');
  expect(sentBack).toMatchObject({
    actor: { name: '周法务' },
    data: { action: 'send-back', from: 'reviewing', to: 'drafting', form: { reason: '违约条款不完整' } },
  });
});
