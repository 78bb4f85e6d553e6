import { beforeEach, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
let id: string;
const at = (time: string) => `2026-03-02T${time}:00+08:00`;
beforeEach(async () => {
  service = await givenService();
  const targets = { first_response: 60, next_response: 120, resolution: 480 };
  const body = { name: '大客户', isDefault: true, targets };
  await service.admin.request('POST', '/v1/sla-policies', { body });
  ({ id } = await service.ticket({}, undefined, at('09:00')));
});

const clockOf = async (metric: string, time: string) => {
  const { body } = await service.admin.request<Json>('GET', `/v1/tickets/${id}`, { now: at(time) });
  return (body.clocks as Json[]).find((clock) => clock.metric === metric);
};
const fromCustomer = { direction: 'inbound', body: '什么时候能好' };

test('the first public answer of staff ends the first response; internal notes do not', async () => {
  await service.say(id, { visibility: 'internal' }, at('09:10'));
  expect(await clockOf('first_response', '09:10')).toMatchObject({ state: 'running', usedSeconds: 600 });
  await service.say(id, {}, at('09:30'));
  expect(await clockOf('first_response', '10:00')).toMatchObject({
    state: 'met',
    usedSeconds: 1800,
    remainingSeconds: 1800,
    dueAt: null,
  });
});

test('each question of the customer has a clock of its own, which a second one does not move', async () => {
  await service.say(id, {}, at('09:10'));
  expect(await clockOf('next_response', '09:20')).toBeUndefined();
  await service.say(id, fromCustomer, at('09:30'));
  await service.say(id, fromCustomer, at('09:50'));
  expect(await clockOf('next_response', '10:00')).toMatchObject({
    cycle: 1,
    dueAt: '2026-03-02T03:30:00.000Z',
  });
  await service.say(id, {}, at('11:00'));
  expect(await clockOf('next_response', '11:00')).toMatchObject({ state: 'met', usedSeconds: 5400 });
  await service.say(id, fromCustomer, at('11:30'));
  expect(await clockOf('next_response', '11:30')).toMatchObject({
    cycle: 2,
    dueAt: '2026-03-02T06:30:00.000Z',
  });
});

test('a question that was answered late is told as a breach, though the next one runs already', async () => {
  await service.say(id, fromCustomer, at('09:00'));
  await service.worker.scheduled(Date.parse(at('10:50')));
  await service.say(id, {}, at('11:01'));
  await service.say(id, fromCustomer, at('11:02'));
  await service.say(id, {}, at('11:03'));
  await service.worker.scheduled(Date.parse(at('11:04')));
  const breaches = await service.told(id, 'ticket.sla_breached');
  expect(breaches.filter(({ data }) => data.metric === 'next_response')).toMatchObject([
    { data: { cycle: 1, dueAt: '2026-03-02T03:00:00.000Z' } },
  ]);
});

test('messages are listed in their order, and what they say stands in no event', async () => {
  await service.say(id, { body: '第一条' }, at('09:10'));
  await service.say(id, { body: '第二条', visibility: 'internal' }, at('09:20'));
  const list = await service.admin.request<{ data: Json[] }>('GET', `/v1/tickets/${id}/messages`);
  expect(list).toMatchObject({ status: 200, trips: 1 });
  expect(list.body.data.map(({ body }) => body)).toEqual(['第一条', '第二条']);
  const [message] = list.body.data;
  const told = await service.told(String(message?.id));
  expect(told).toMatchObject([{ type: 'ticket_message.added' }]);
  expect(JSON.stringify(told)).not.toContain('第一条');
});

test('an answer on what the customer wrote meanwhile asks to look again', async () => {
  const seen = await service.admin.request<Json>('GET', `/v1/tickets/${id}`);
  await service.say(id, fromCustomer, at('09:10'));
  const headers = { 'If-Match': String(seen.headers.get('ETag')) };
  const body = { resolution: '已恢复' };
  const path = `/v1/tickets/${id}/actions/resolve`;
  expect(await service.admin.request('POST', path, { body, headers })).toMatchObject({ status: 412 });
});

test('of two messages at once none is lost', async () => {
  const answers = await Promise.all([
    service.say(id, fromCustomer, at('09:10')),
    service.say(id, {}, at('09:10')),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const [row] = await service.database.execute('SELECT sla_events FROM tickets WHERE id = ?', [id]);
  expect(JSON.parse(String(row?.sla_events))).toHaveLength(3);
});
