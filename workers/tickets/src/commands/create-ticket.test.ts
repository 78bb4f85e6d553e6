import { beforeEach, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
beforeEach(async () => {
  service = await givenService();
});

/** Monday 2 March 2026, 9:30 in Shanghai. */
const monday = '2026-03-02T09:30:00+08:00';

test('a ticket of an unknown caller has a number of its local day, clocks, and an account that is asked for', async () => {
  const agent = await service.colleague(['service_agent']);
  const late = '2026-03-01T23:30:00Z';
  const first = await service.ticket({}, agent, late);
  const second = await service.ticket({}, agent, late);
  expect(first).toMatchObject({
    number: 'T-20260302-1',
    priority: 'high',
    stage: 'new',
    ownerId: agent.id,
    backupId: null,
    orgUnitId: service.branchId,
    caller: { name: '王强', phone: '13800000000' },
    sla: { policyId: null, calendarVersion: 1 },
    clocks: [
      {
        metric: 'first_response',
        cycle: 1,
        targetSeconds: 3600,
        usedSeconds: 0,
        remainingSeconds: 3600,
        dueAt: '2026-03-02T02:00:00.000Z',
        state: 'running',
      },
      { metric: 'resolution', targetSeconds: 28_800, dueAt: '2026-03-02T10:00:00.000Z' },
    ],
  });
  expect(second.number).toBe('T-20260302-2');
  const asked = await service.told(String(first.accountId), 'account.draft_requested');
  expect(asked).toMatchObject([{ data: { name: '来电客户 T-20260302-1', nameKey: null, source: 'ticket' } }]);
  const told = await service.database.execute('SELECT data FROM events');
  expect(JSON.stringify(told)).not.toMatch(/王强|13800000000/);
  const known = await service.database.execute(
    'SELECT field, after FROM private_changes p JOIN events e ON e.id = p.event_id WHERE e.subject_id = ? ORDER BY field',
    [String(first.accountId)],
  );
  expect(known.map(({ after }) => JSON.parse(String(after)))).toEqual(['王强', '13800000000']);
});

test("a ticket goes to the customer's account manager, and whoever captured it stands behind him", async () => {
  const [manager, agent] = [
    await service.colleague(['account_manager']),
    await service.colleague(['service_agent']),
  ];
  const accountId = await service.account({ owner_id: manager.id });
  const ticket = await service.ticket({ accountId }, agent);
  expect(ticket).toMatchObject({ accountId, ownerId: manager.id, backupId: agent.id });
  expect(await service.act(ticket.id, 'triage', {}, { by: agent })).toMatchObject({ status: 200 });
  expect(await service.act(ticket.id, 'start', {}, { by: manager })).toMatchObject({ status: 200 });
});

test('a caller is known by the number of a contact, however it is written down', async () => {
  const agent = await service.colleague(['service_agent']);
  const accountId = await service.account();
  const contactId = await service.contact(accountId, { mobile: '138 1234-5678' });
  const caller = { name: '李娜', phone: '+86 13812345678' };
  const ticket = await service.ticket({ caller }, agent);
  expect(ticket).toMatchObject({ accountId, contactId });
  expect(await service.told(accountId, 'account.draft_requested')).toEqual([]);
});

test('a contact of an account that the agent does not see is nobody to him', async () => {
  const agent = await service.colleague(['service_agent']);
  const accountId = await service.account({ org_unit_id: service.rootId });
  await service.contact(accountId, { phone: '029-88886666' });
  const ticket = await service.ticket({ caller: { name: '李娜', phone: '029 8888 6666' } }, agent);
  expect(ticket.accountId).not.toBe(accountId);
});

test('a number of a switchboard is known at the one account that the agent sees, behind many that he does not', async () => {
  const agent = await service.colleague(['service_agent']);
  const phone = '029-88886666';
  for (let i = 0; i < 25; i += 1) {
    await service.contact(await service.account({ org_unit_id: service.rootId }), { phone });
  }
  const accountId = await service.account();
  await service.contact(accountId, { phone });
  const ticket = await service.ticket({ caller: { name: '李娜', phone } }, agent);
  expect(ticket).toMatchObject({ accountId, orgUnitId: service.branchId });
});

test('a number at several accounts is no answer: the agent has to choose', async () => {
  const ids = [await service.account(), await service.account()];
  for (const id of ids) await service.contact(id, { mobile: '13812345678' });
  const body = { kind: 'inquiry', channel: 'phone', title: '套餐咨询' };
  const caller = { name: '李娜', phone: '13812345678' };
  const answer = await service.admin.request<Json>('POST', '/v1/tickets', { body: { ...body, caller } });
  expect(answer).toMatchObject({ status: 409, body: { code: 'ticket.caller_ambiguous' } });
  expect([...(answer.body.accountIds as string[])].sort()).toEqual(ids.sort());
});

test('somebody on the blacklist is served with a reason only', async () => {
  const accountId = await service.account({ blacklisted: 1, blacklist_reason: '恶意欠费' });
  const body = { kind: 'fault', channel: 'phone', title: '专线中断', accountId };
  const refused = await service.admin.request('POST', '/v1/tickets', { body });
  expect(refused).toMatchObject({
    status: 409,
    body: { code: 'ticket.blacklisted', detail: expect.stringContaining('恶意欠费') },
  });
  const blacklistReason = '欠费已结清';
  expect(await service.ticket({ accountId, blacklistReason })).toMatchObject({ blacklistReason });
});

test('strategic and A accounts are served one step sooner', async () => {
  const low = { impact: 'low', urgency: 'low' };
  const grades = { strategic: 'normal', A: 'normal', B: 'low' };
  for (const [grade, priority] of Object.entries(grades)) {
    const accountId = await service.account({ grade });
    expect(await service.ticket({ accountId, ...low })).toMatchObject({ grade, priority });
  }
  const accountId = await service.account({ grade: 'A' });
  const urgent = { impact: 'high', urgency: 'high' };
  expect(await service.ticket({ accountId, ...urgent }, undefined, monday)).toMatchObject({
    priority: 'urgent',
  });
});

test('a ticket without account and caller, or of an account that is not there, is refused', async () => {
  const body = { kind: 'fault', channel: 'phone', title: '专线中断' };
  expect(await service.admin.request('POST', '/v1/tickets', { body })).toMatchObject({
    status: 400,
    body: { errors: [{ code: 'account_or_caller' }] },
  });
  const accountId = 'acc_01kafxq0h3e7rvx8bm2s9t4c5d';
  expect(await service.admin.request('POST', '/v1/tickets', { body: { ...body, accountId } })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/accountId' }] },
  });
});

test('the number of a caller is masked for who may not read private data of contacts', async () => {
  const { id } = await service.ticket();
  const supervisor = await service.colleague(['service_supervisor'], null);
  const seen = await supervisor.request<Json>('GET', `/v1/tickets/${id}`);
  expect(seen).toMatchObject({ status: 200, body: { caller: { name: '王强', phone: '138****0000' } } });
  const list = await supervisor.request<{ data: Json[] }>('GET', '/v1/tickets');
  expect(list).toMatchObject({ trips: 1, body: { data: [{ caller: { phone: '138****0000' } }] } });
  const open = await service.admin.request<{ data: Json[] }>('GET', '/v1/tickets');
  expect(open).toMatchObject({ body: { data: [{ caller: { phone: '13800000000' } }] } });
});

test('the number of a caller is open only to whom the permission reaches at that ticket', async () => {
  const { id } = await service.ticket();
  // Supervises the whole company, and reads private data in the branch alone, where the ticket is not.
  const both = await service.colleague(['service_supervisor'], null);
  await service.grant(both, 'service_agent', service.branchId);
  const phone = '138****0000';
  expect(await both.request<Json>('GET', `/v1/tickets/${id}`)).toMatchObject({ body: { caller: { phone } } });
  const list = await both.request<{ data: Json[] }>('GET', '/v1/tickets');
  expect(list).toMatchObject({ trips: 1, body: { data: [{ caller: { phone } }] } });
  const moved = await service.act(id, 'assign', { ownerId: both.id });
  expect(moved).toMatchObject({ status: 200, body: { caller: { phone: '13800000000' } } });
  const own = await service.ticket({}, await service.colleague(['service_agent']));
  const body = { title: '专线时断时续' };
  const changed = await both.request<Json>('PATCH', `/v1/tickets/${own.id}`, { body });
  expect(changed).toMatchObject({ status: 200, body: { caller: { phone: '13800000000' } } });
});

test('numbers have no gaps and no doubles, also where many call at once', async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => service.ticket({}, undefined, monday)));
  const serials = made.map(({ number }) => Number(String(number).split('-').at(-1))).sort((a, b) => a - b);
  expect(serials).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
});
