import { beforeEach, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
beforeEach(async () => {
  service = await givenService();
});

const sweepAt = (instant: string) => service.worker.scheduled(Date.parse(instant));
const alerts = (id: string) =>
  service.told(id, 'ticket.sla_warning', 'ticket.sla_breached', 'ticket.sla_escalated');
const kinds = async (id: string, metric?: string) =>
  (await alerts(id))
    .filter(({ data }) => metric === undefined || data.metric === metric)
    .map(({ type, data }) => `${type.slice(7)} ${data.metric} ${data.percent}`);

/** Friday before the Spring Festival of 2026, after which a Saturday is worked. */
const friday = '2026-02-13T17:30:00+08:00';

test('a fault of Friday evening is late on the make-up Saturday before the Spring Festival, at 9:30', async () => {
  await service.colleague(['service_supervisor']);
  const agent = await service.colleague(['service_agent']);
  const ticket = await service.ticket({}, agent, friday);
  expect(ticket).toMatchObject({
    priority: 'high',
    clocks: [{ metric: 'first_response', dueAt: '2026-02-14T01:30:00.000Z' }, { metric: 'resolution' }],
  });
  await sweepAt('2026-02-14T01:29:00Z');
  expect(await kinds(ticket.id, 'first_response')).toEqual([
    'sla_warning first_response 50',
    'sla_warning first_response 80',
  ]);
  await Promise.all([sweepAt('2026-02-14T01:30:00Z'), sweepAt('2026-02-14T01:30:00Z')]);
  await sweepAt('2026-02-14T01:31:00Z');
  const breaches = await service.told(ticket.id, 'ticket.sla_breached');
  expect(breaches).toMatchObject([
    {
      data: {
        metric: 'first_response',
        cycle: 1,
        percent: 100,
        dueAt: '2026-02-14T01:30:00.000Z',
        reaches: [{ userId: agent.id }, { role: 'service_supervisor', orgUnitId: service.branchId }],
      },
    },
  ]);
  const now = { now: '2026-02-14T01:40:00Z' };
  const seen = await service.admin.request<Json>('GET', `/v1/tickets/${ticket.id}`, now);
  expect(seen.body).toMatchObject({
    clocks: [{ state: 'breached', usedSeconds: 4200, remainingSeconds: -600 }, { state: 'running' }],
  });
});

test('nobody is warned at night: the warning waits until the calendar opens', async () => {
  // 50 % of 60 minutes is reached at the close of business: the warning waits for the morning.
  const ticket = await service.ticket({}, undefined, '2026-03-02T17:30:00+08:00');
  await sweepAt('2026-03-02T18:00:00+08:00');
  await sweepAt('2026-03-02T23:00:00+08:00');
  expect(await kinds(ticket.id)).toEqual([]);
  await sweepAt('2026-03-03T09:00:00+08:00');
  expect(await kinds(ticket.id)).toEqual(['sla_warning first_response 50']);
});

test('a late answer before the next sweep is a breach all the same, told once', async () => {
  const ticket = await service.ticket({}, undefined, '2026-03-02T09:00:00+08:00');
  await sweepAt('2026-03-02T09:50:00+08:00');
  await service.say(ticket.id, {}, '2026-03-02T10:00:30+08:00');
  await service.act(ticket.id, 'resolve', { resolution: '已恢复' }, { now: '2026-03-02T10:00:40+08:00' });
  await sweepAt('2026-03-02T10:01:00+08:00');
  await sweepAt('2026-03-02T10:02:00+08:00');
  expect(await kinds(ticket.id)).toEqual([
    'sla_warning first_response 50',
    'sla_warning first_response 80',
    'sla_breached first_response 100',
  ]);
});

test('an answer in time calls off what would have come, and so does closing', async () => {
  const ticket = await service.ticket({}, undefined, '2026-03-02T09:00:00+08:00');
  await service.say(ticket.id, {}, '2026-03-02T09:10:00+08:00');
  await service.act(ticket.id, 'resolve', { resolution: '已恢复' }, { now: '2026-03-02T09:20:00+08:00' });
  await sweepAt('2026-03-06T09:00:00+08:00');
  expect(await kinds(ticket.id)).toEqual([]);
});

test('waiting for the customer stops the clocks, and his message lets them go on', async () => {
  const ticket = await service.ticket({}, undefined, '2026-03-02T09:00:00+08:00');
  const at = (now: string) => ({ now: `2026-03-02T${now}:00+08:00` });
  await service.say(ticket.id, {}, at('09:10').now);
  for (const action of ['triage', 'start', 'wait-customer']) {
    await service.act(ticket.id, action, {}, at('10:00'));
  }
  await sweepAt('2026-03-04T09:00:00+08:00');
  expect(await kinds(ticket.id)).toEqual([]);
  const waiting = await service.admin.request<Json>('GET', `/v1/tickets/${ticket.id}`, {
    now: '2026-03-04T09:00:00+08:00',
  });
  expect(waiting.body).toMatchObject({
    stage: 'waiting_customer',
    clocks: [{ state: 'met' }, { metric: 'resolution', state: 'paused', usedSeconds: 3600, dueAt: null }],
  });
  await service.say(ticket.id, { direction: 'inbound', body: '请尽快处理' }, '2026-03-04T09:00:00+08:00');
  const resumed = await service.admin.request<Json>('GET', `/v1/tickets/${ticket.id}`, {
    now: '2026-03-04T09:00:00+08:00',
  });
  expect(resumed.body).toMatchObject({
    stage: 'in_progress',
    clocks: [{ state: 'met' }, { metric: 'resolution', dueAt: '2026-03-04T09:00:00.000Z' }],
  });
  await sweepAt('2026-03-04T17:00:00+08:00');
  expect((await kinds(ticket.id, 'resolution')).at(-1)).toBe('sla_breached resolution 100');
});

test('what is late goes up: to the branch manager at 150 %, to the executive at 200 %, wherever he is', async () => {
  await service.colleague(['branch_manager']);
  await service.colleague(['executive'], null);
  const agent = await service.colleague(['service_agent']);
  const ticket = await service.ticket({}, agent, '2026-03-02T09:00:00+08:00');
  await sweepAt('2026-03-02T10:30:00+08:00');
  await sweepAt('2026-03-02T11:00:00+08:00');
  const escalated = await service.told(ticket.id, 'ticket.sla_escalated');
  expect(escalated.map(({ data }) => [data.percent, data.reaches])).toEqual([
    [150, [{ role: 'branch_manager', orgUnitId: service.branchId }]],
    [200, [{ role: 'executive', orgUnitId: null }]],
  ]);
});

test('a change of priority chooses other targets, which count from the opening', async () => {
  const ticket = await service.ticket({}, undefined, '2026-03-02T09:00:00+08:00');
  const path = `/v1/tickets/${ticket.id}`;
  const now = '2026-03-02T09:45:00+08:00';
  const changed = await service.admin.request<Json>('PATCH', path, { body: { urgency: 'high' }, now });
  expect(changed.body).toMatchObject({
    priority: 'urgent',
    clocks: [{ targetSeconds: 1800, remainingSeconds: -900, state: 'breached' }, { targetSeconds: 14_400 }],
  });
  await sweepAt('2026-03-02T09:46:00+08:00');
  const breached = await service.told(ticket.id, 'ticket.sla_breached');
  expect(breached).toMatchObject([{ data: { dueAt: '2026-03-02T01:30:00.000Z' } }]);
});
