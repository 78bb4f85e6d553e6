import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import { holder, published, reviewProcess } from '../testing/process-people.ts';
import { eventsOf, type Json, newAccount } from '../testing/records.ts';

/** A company with reviewers, and a case of its administrator's that waits for them. */
async function underReview(amount = 5_000_000) {
  const company = await givenCompany();
  const supervisor = await holder(company, '张三', 'business_supervisor', company.rootId);
  const manager = await holder(company, '李四', 'contract_manager', company.rootId);
  const executive = await holder(company, '王五', 'executive', company.rootId);
  await published(company, reviewProcess);
  const account = await newAccount(company.admin, { orgUnitId: company.rootId });
  const body = {
    accountId: account.id,
    process: 'contract.review',
    title: '专线合同',
    amount: { amount, currency: 'CNY' },
  };
  const opened = await company.admin.request<Json>('POST', '/v1/cases', { body });
  expect(opened).toMatchObject({ status: 201, body: { stage: 'drafting', process: { version: 1 } } });
  const path = `/v1/cases/${opened.body.id}`;
  const act = (by: typeof company.admin, action: string, form: object = {}) =>
    by.request<Json>('POST', `${path}/actions/${action}`, { body: form });
  expect(await act(company.admin, 'submit')).toMatchObject({ status: 200, body: { stage: 'reviewing' } });
  return { company, supervisor, manager, executive, act, path, account, id: opened.body.id };
}

interface Listed {
  readonly data: readonly (Json & { readonly title: { readonly en: string } })[];
}

test('a case is approved by everybody whom its steps name, each finding it among his tasks', async () => {
  const { company, supervisor, manager, executive, act, path, id } = await underReview(20_000_000);
  for (const reviewer of [supervisor, manager]) {
    const mine = await reviewer.request<Listed>('GET', '/v1/tasks');
    expect(mine.body.data).toMatchObject([
      { kind: 'approval', about: '专线合同', subject: { type: 'case', id } },
    ]);
    expect(await reviewer.request('GET', path)).toMatchObject({ status: 200 });
    expect(await act(reviewer, 'approve', { comment: '同意' })).toMatchObject({ status: 200 });
    expect((await reviewer.request<Listed>('GET', '/v1/tasks')).body.data).toEqual([]);
  }
  // Whom nothing names any more does not see it any more.
  expect(await manager.request('GET', path)).toMatchObject({ status: 404 });
  expect(await act(executive, 'approve')).toMatchObject({
    status: 200,
    body: { stage: 'done', outcome: 'completed' },
  });
  const types = (await eventsOf(company, id)).map(({ type }) => type);
  expect(types).toEqual([
    'case.opened',
    'case.moved',
    'case.approved',
    'case.approved',
    'case.approved',
    'case.ended',
  ]);
});

test('what may not be done is told with its reason, in the language of who asks', async () => {
  const { company, supervisor, act } = await underReview();
  expect(await act(company.admin, 'approve')).toMatchObject({
    status: 403,
    body: { code: 'action.not_yours', refusal: 'drafter' },
  });
  expect(await act(supervisor, 'submit')).toMatchObject({ status: 409, body: { refusal: 'not_in_stage' } });
  expect(await act(supervisor, 'send-back')).toMatchObject({
    status: 400,
    body: { code: 'request.invalid', errors: [{ pointer: '/reason', code: 'required' }] },
  });
  const stranger = await company.colleague('赵六');
  expect(await act(stranger, 'approve')).toMatchObject({ status: 403 });
});

test('what may be done now is listed with its form, and the rest with why not', async () => {
  const { supervisor, path } = await underReview();
  const chinese = { headers: { 'Accept-Language': 'zh-CN' } };
  const { body } = await supervisor.request<{ data: Json[] }>('GET', `${path}/actions`, chinese);
  const byName = Object.fromEntries(body.data.map((one) => [one.action, one]));
  expect(byName['send-back']).toMatchObject({
    allowed: true,
    title: '退回',
    form: { required: ['reason'], properties: { reason: { title: '原因' } }, additionalProperties: false },
  });
  expect(byName.submit).toMatchObject({
    allowed: false,
    code: 'not_in_stage',
    reason: '当前环节不可执行此操作。',
  });
  expect(byName.withdraw).toMatchObject({ allowed: false, code: 'not_actor' });
});

test('who stands in for an absent approver finds his task and decides it for him', async () => {
  const { company, supervisor, manager, act, path } = await underReview();
  const deputy = await holder(company, '钱七', 'account_manager');
  const absence = { from: '2020-01-01T00:00:00Z', delegateId: deputy.id };
  const { status } = await supervisor.request('PATCH', '/v1/me', { body: { absence } });
  expect(status).toBe(200);
  expect((await deputy.request<Listed>('GET', '/v1/tasks')).body.data).toHaveLength(1);
  await act(deputy, 'approve');
  const { body } = await company.admin.request<Json>('GET', path);
  expect(body.approval).toMatchObject([
    {
      seats: expect.arrayContaining([
        expect.objectContaining({ approvedBy: deputy.id, actsFor: supervisor.id }),
      ]),
    },
  ]);
  expect(await act(manager, 'approve')).toMatchObject({ body: { stage: 'done' } });
});

test('a task is given to somebody, who then sees the case and decides; never to who drafted it', async () => {
  const { company, supervisor, manager, act, path } = await underReview();
  const helper = await holder(company, '孙八', 'account_manager');
  const { data } = (await supervisor.request<Listed>('GET', '/v1/tasks')).body;
  const give = (toUserId: string) =>
    supervisor.request('POST', `/v1/tasks/${data[0]?.id}/actions/delegate`, { body: { toUserId } });
  expect(await helper.request('GET', path)).toMatchObject({ status: 404 });
  expect(await give(company.admin.id)).toMatchObject({ status: 409, body: { code: 'task.drafter' } });
  expect(await give(helper.id)).toMatchObject({ status: 200, body: { assigneeId: helper.id } });
  expect(await helper.request('GET', path)).toMatchObject({ status: 200 });
  expect(await act(supervisor, 'approve')).toMatchObject({ status: 403, body: { refusal: 'claimed' } });
  expect(await act(helper, 'approve')).toMatchObject({ status: 200 });
  expect(await act(manager, 'approve')).toMatchObject({ body: { stage: 'done' } });
});

test('two who approve at once are both heard', async () => {
  const { supervisor, manager, act, company, path } = await underReview();
  const answers = await Promise.all([act(supervisor, 'approve'), act(manager, 'approve')]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect((await company.admin.request('GET', path)).body).toMatchObject({ stage: 'done', version: 4 });
});

test('a case keeps the version of its process that it began with', async () => {
  const { company, supervisor, path, account } = await underReview();
  const [drafting, , done, dropped] = reviewProcess.stages;
  const short = {
    ...reviewProcess,
    stages: [drafting, done, dropped],
    actions: [{ ...reviewProcess.actions[0], to: 'done' }, reviewProcess.actions[1]],
  };
  await published(company, short as typeof reviewProcess);
  expect((await supervisor.request('GET', path)).body).toMatchObject({
    stage: 'reviewing',
    process: { version: 1 },
  });
  const body = { accountId: account.id, process: 'contract.review', title: '专线合同' };
  expect(await company.admin.request('POST', '/v1/cases', { body })).toMatchObject({
    body: { process: { version: 2 } },
  });
});
