import { beforeEach, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
beforeEach(async () => {
  service = await givenService();
});

const get = async (id: string, now?: string) =>
  (await service.admin.request<Json>('GET', `/v1/tickets/${id}`, { ...(now !== undefined && { now }) })).body;
const on = (day: string) => ({ now: `2026-03-${day}T10:00:00+08:00` });

test('a ticket goes its way from new to closed, each step with its event', async () => {
  const { id } = await service.ticket({}, undefined, on('02').now);
  const steps = [
    ['triage', {}, 'triaged'],
    ['start', {}, 'in_progress'],
    ['wait-partner', {}, 'waiting_partner'],
    ['resume', {}, 'in_progress'],
    ['wait-customer', {}, 'waiting_customer'],
    ['resume', {}, 'in_progress'],
    ['resolve', { resolution: '更换光模块后恢复' }, 'resolved'],
    ['close', {}, 'closed'],
  ] as const;
  for (const [action, form, stage] of steps) {
    const answer = await service.act(id, action, form, on('02'));
    expect(answer).toMatchObject({ status: 200, trips: 2, body: { stage } });
  }
  expect(await get(id)).toMatchObject({
    outcome: 'closed',
    resolution: '更换光模块后恢复',
    resolvedAt: '2026-03-02T02:00:00.000Z',
    closedAt: '2026-03-02T02:00:00.000Z',
    clocks: [{ state: 'met' }, { state: 'met', dueAt: null }],
  });
  const told = (await service.told(id)).map(({ type }) => type);
  expect(told).toEqual([
    'ticket.created',
    ...Array.from({ length: 6 }, () => 'ticket.moved'),
    'ticket.resolved',
    'ticket.closed',
    'ticket.private_read',
  ]);
});

test('what is not possible in a stage, or asks for more, is refused', async () => {
  const { id } = await service.ticket();
  expect(await service.act(id, 'start')).toMatchObject({
    status: 409,
    body: { code: 'action.not_possible' },
  });
  expect(await service.act(id, 'resolve')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  const stranger = await service.colleague(['branch_manager']);
  expect(await service.act(id, 'triage', {}, { by: stranger })).toMatchObject({ status: 404 });
});

test('given to somebody else it is his, and he sees it', async () => {
  const engineer = await service.colleague(['account_manager'], null);
  const { id } = await service.ticket();
  const given = await service.act(id, 'assign', { ownerId: engineer.id });
  expect(given).toMatchObject({ status: 200, body: { ownerId: engineer.id, stage: 'new' } });
  expect((await service.told(id)).at(-1)?.type).toBe('ticket.assigned');
  expect(await engineer.request('GET', `/v1/tickets/${id}`)).toMatchObject({ status: 200 });
});

test('a resolved ticket closes by itself after three working days, unless it is opened again', async () => {
  const [quiet, objected] = [await service.ticket(), await service.ticket()];
  for (const { id } of [quiet, objected]) {
    await service.act(id, 'resolve', { resolution: '已恢复' }, on('02'));
  }
  await service.say(objected.id, { direction: 'inbound', body: '还是不通' }, on('04').now);
  expect(await get(objected.id)).toMatchObject({ stage: 'in_progress', resolvedAt: null });
  // Monday 10:00 and 24 working hours of eight a day: Thursday 10:00.
  await service.worker.scheduled(Date.parse('2026-03-05T01:59:00Z'));
  expect(await get(quiet.id)).toMatchObject({ stage: 'resolved' });
  await service.worker.scheduled(Date.parse('2026-03-05T02:00:00Z'));
  expect(await get(quiet.id)).toMatchObject({ stage: 'closed', outcome: 'closed' });
  expect(await get(objected.id)).toMatchObject({ stage: 'in_progress' });
});

test('a closed ticket is opened again within 14 days, by its customer too, and by nobody later', async () => {
  const { id } = await service.ticket({}, undefined, on('02').now);
  const end = async (day: string) => {
    await service.act(id, 'resolve', { resolution: '已恢复' }, on(day));
    await service.act(id, 'close', {}, on(day));
  };
  await end('02');
  const inbound = { direction: 'inbound', body: '又断了' };
  expect(await service.say(id, inbound, on('16').now)).toMatchObject({ status: 201 });
  expect(await get(id)).toMatchObject({ stage: 'in_progress', outcome: null, closedAt: null });
  await end('16');
  expect(await service.act(id, 'reopen', {}, on('31'))).toMatchObject({ status: 409 });
});

test('a cancelled ticket tells why, and its clocks stop', async () => {
  const { id } = await service.ticket({}, undefined, on('02').now);
  const form = { reason: '客户重复报障', suggestion: '请关注原工单' };
  expect(await service.act(id, 'cancel', form, on('02'))).toMatchObject({
    body: { outcome: 'cancelled', clocks: [{ dueAt: null }, { dueAt: null }] },
  });
  const [, cancelled] = await service.told(id);
  expect(cancelled).toMatchObject({ type: 'ticket.cancelled', data: { form } });
});
