import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, givenService, type Json, type Service } from '../testing/given-service.ts';

const now = '2026-03-02T09:10:00Z';
const later = '2026-03-02T10:00:00Z';
let service: Service;
let ticket: Json;
beforeEach(async () => {
  service = await givenService();
  ticket = await service.ticket();
});

const read = (by: Colleague, at = now) => by.request<Json>('GET', `/v1/tickets/${ticket.id}`, { now: at });
const list = (by: Colleague, at = now) => by.request<{ data: Json[] }>('GET', '/v1/tickets', { now: at });
const reads = () =>
  service.database.execute(
    "SELECT subject_id, actor_id, account_id, occurred_at, data FROM events WHERE type = 'ticket.private_read' ORDER BY seq",
  );

describe('reading the number of a caller', () => {
  test('stands in the log before the answer leaves: who, of which ticket and when', async () => {
    expect(await read(service.admin)).toMatchObject({
      trips: 2,
      body: { caller: { phone: '13800000000' } },
    });
    const [told] = await reads();
    expect(told).toMatchObject({
      ...{ subject_id: ticket.id, actor_id: service.admin.id, account_id: null },
      occurred_at: Date.parse(now),
    });
    expect(JSON.parse(String(told?.data))).toEqual({ accountId: ticket.accountId });
  });

  test('is told once an hour of each reader, and costs one trip from then on', async () => {
    const agent = await service.colleague(['service_agent']);
    ticket = await service.ticket({}, agent);
    const trips = [];
    for (const ask of [
      () => read(agent),
      () => read(agent),
      () => list(agent),
      () => read(service.admin),
      () => read(agent, later),
    ]) {
      trips.push((await ask()).trips);
    }
    expect(trips).toEqual([2, 1, 1, 2, 2]);
    expect((await reads()).map(({ actor_id }) => actor_id)).toEqual([agent.id, service.admin.id, agent.id]);
  });

  test('in a list is told of every ticket whose number is shown', async () => {
    const second = await service.ticket();
    await service.ticket({ accountId: await service.account() });
    expect(await list(service.admin)).toMatchObject({ trips: 2 });
    expect((await reads()).map(({ subject_id }) => subject_id).toSorted()).toEqual(
      [ticket.id, second.id].toSorted(),
    );
    expect(await list(service.admin)).toMatchObject({ trips: 1 });
  });

  test('masked, or of a ticket without any, is not', async () => {
    const supervisor = await service.colleague(['service_supervisor'], null);
    expect(await read(supervisor)).toMatchObject({ trips: 1, body: { caller: { phone: '138****0000' } } });
    expect(await list(supervisor)).toMatchObject({ trips: 1 });
    ticket = await service.ticket({ accountId: await service.account() });
    expect(await read(service.admin)).toMatchObject({ trips: 1, body: { caller: null } });
    expect(await reads()).toEqual([]);
  });

  test('by a change that changes nothing is told as well', async () => {
    const body = { title: ticket.title };
    const same = await service.admin.request('PATCH', `/v1/tickets/${ticket.id}`, { body });
    expect(same).toMatchObject({ status: 200, body: { version: 1 } });
    expect(await reads()).toHaveLength(1);
  });
});
