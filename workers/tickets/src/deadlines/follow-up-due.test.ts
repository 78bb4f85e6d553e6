import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
let supervisor: Colleague;
let ticket: Json;
beforeEach(async () => {
  service = await givenService();
  supervisor = await service.colleague(['service_supervisor']);
  ticket = await service.ticket({ accountId: await service.account() }, undefined, closedAt);
  await close(closedAt);
});

const closedAt = '2026-03-02T10:00:00+08:00';
const [before, due] = ['2026-04-01T09:59:00+08:00', '2026-04-01T10:00:00+08:00'];
const sweepAt = (instant: string) => service.worker.scheduled(Date.parse(instant));

async function close(now: string) {
  await service.act(ticket.id, 'resolve', { resolution: '更换光模块后恢复' }, { now });
  await service.act(ticket.id, 'close', {}, { now });
}

const record = (form: object, by = supervisor, now = due) =>
  service.act(ticket.id, 'record-follow-up', form, { by, now });
const tasks = () =>
  service.database.execute(
    "SELECT kind, state, title, parties, assignee_id FROM tasks WHERE subject_id = ? AND kind = 'follow_up'",
    [ticket.id],
  );
const deadlines = () =>
  service.database.execute(
    "SELECT state FROM deadlines WHERE subject_id = ? AND kind = 'ticket.follow_up_due' ORDER BY cycle",
    [ticket.id],
  );
const later = async () => {
  const path = `/v1/tickets?linkedTicketId=${ticket.id}`;
  return (await service.admin.request<{ data: Json[] }>('GET', path)).body.data;
};

describe('30 days after its closing', () => {
  test('the service supervisors of the unit have the task to ask the customer, once however often the cron runs', async () => {
    await sweepAt(before);
    expect(await tasks()).toEqual([]);
    await Promise.all([sweepAt(due), sweepAt(due)]);
    await sweepAt('2026-04-02T10:00:00+08:00');
    const [task, ...more] = await tasks();
    expect(more).toEqual([]);
    expect(task).toMatchObject({ state: 'open', title: expect.stringContaining('登记回访') });
    expect(JSON.parse(String(task?.parties))).toEqual([
      { role: 'service_supervisor', orgUnitId: service.branchId },
    ]);
    expect(await service.told(ticket.id, 'ticket.follow_up_due')).toHaveLength(1);
  });

  test('by the days that the tenant has set', async () => {
    await service.database.execute(
      'INSERT INTO settings (tenant_id, id, version, created_at, updated_at, created_by, chosen) VALUES (?, ?, 1, 0, 0, ?, ?)',
      [service.tenantId, service.tenantId, service.admin.id, '{"tickets":{"followUpDays":60}}'],
    );
    await service.act(ticket.id, 'reopen', {}, { now: closedAt });
    await close(closedAt);
    await sweepAt(due);
    expect(await tasks()).toEqual([]);
    await sweepAt('2026-05-01T10:00:00+08:00');
    expect(await tasks()).toHaveLength(1);
  });

  test('nobody is asked of a ticket that was opened again, and 30 days after it is closed once more he is', async () => {
    await service.act(ticket.id, 'reopen', {}, { now: '2026-03-10T10:00:00+08:00' });
    expect(await deadlines()).toEqual([{ state: 'cancelled' }]);
    await sweepAt(due);
    expect(await tasks()).toEqual([]);
    await close(due);
    await sweepAt('2026-05-01T10:00:00+08:00');
    expect(await tasks()).toHaveLength(1);
  });

  test('nobody is asked of a ticket that was cancelled', async () => {
    ticket = await service.ticket({}, undefined, closedAt);
    await service.act(ticket.id, 'cancel', { reason: '客户误报' }, { now: closedAt });
    expect(await deadlines()).toEqual([]);
    await sweepAt('2026-06-01T10:00:00+08:00');
    expect(await tasks()).toEqual([]);
  });
});

describe('what the customer said', () => {
  test('stands on the ticket, ends the task, and is told', async () => {
    await sweepAt(due);
    const answer = await record({ satisfaction: 5, note: '恢复很快' });
    expect(answer).toMatchObject({
      status: 200,
      trips: 2,
      body: {
        stage: 'closed',
        satisfaction: 5,
        followUpNote: '恢复很快',
        followedUpAt: '2026-04-01T02:00:00.000Z',
      },
    });
    expect(await tasks()).toMatchObject([{ state: 'done', assignee_id: supervisor.id }]);
    const [told] = await service.told(ticket.id, 'ticket.followed_up');
    expect(told?.data).toMatchObject({ changes: { satisfaction: [null, 5] } });
    expect(await later()).toEqual([]);
  });

  test('is recorded once, also where two do it at the same time', async () => {
    await sweepAt(due);
    const both = await Promise.all([record({ satisfaction: 1 }), record({ satisfaction: 2 })]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await record({ satisfaction: 5 })).toMatchObject({
      status: 409,
      body: { code: 'action.not_possible', refusal: 'condition' },
    });
    expect(await later()).toHaveLength(1);
  });

  test('before it is due leaves nothing to ask later', async () => {
    await record({ satisfaction: 4 }, supervisor, before);
    expect(await deadlines()).toEqual([{ state: 'cancelled' }]);
    await sweepAt(due);
    expect(await tasks()).toEqual([]);
  });

  test.each([1, 2])(
    'is a complaint at %i: a ticket of its own that is linked, in the hands of the manager',
    async (satisfaction) => {
      const manager = await service.colleague(['account_manager']);
      await service.database.execute('UPDATE accounts SET owner_id = ?', [manager.id]);
      await sweepAt(due);
      await record({ satisfaction, note: '一周内断了三次' });
      const [complaint, ...more] = await later();
      expect(more).toEqual([]);
      expect(complaint).toMatchObject({
        number: 'T-20260401-1',
        kind: 'complaint',
        stage: 'new',
        description: '一周内断了三次',
        ...{ accountId: ticket.accountId, title: ticket.title, linkedTicketId: ticket.id },
        ...{ ownerId: manager.id, backupId: supervisor.id },
      });
      const [told] = await service.told(ticket.id, 'ticket.followed_up');
      expect(told?.data).toMatchObject({ complaintId: complaint?.id });
      const said = await service.say(ticket.id, { direction: 'inbound', body: '还是不行' }, due);
      expect(said.body).toMatchObject({ ticketId: complaint?.id, sentToTicketId: ticket.id });
    },
  );

  test('is no complaint from 3 on', async () => {
    await record({ satisfaction: 3 });
    expect(await later()).toEqual([]);
  });

  test.each([
    [{}],
    [{ satisfaction: 0 }],
    [{ satisfaction: 6 }],
    [{ satisfaction: 2.5 }],
    [{ satisfaction: '5' }],
  ])('has to be a number from 1 to 5, not %j', async (form) => {
    expect(await record(form)).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  test('is recorded by a service supervisor only, and of a closed ticket only', async () => {
    const agent = await service.colleague(['service_agent']);
    await service.database.execute('UPDATE tickets SET org_unit_id = ?', [service.branchId]);
    expect(await record({ satisfaction: 5 }, agent)).toMatchObject({
      status: 403,
      body: { code: 'action.not_yours' },
    });
    await service.act(ticket.id, 'reopen', {}, { by: supervisor, now: '2026-03-10T10:00:00+08:00' });
    expect(await record({ satisfaction: 5 })).toMatchObject({
      status: 409,
      body: { code: 'action.not_possible' },
    });
  });

  test('is asked for anew when the ticket was opened again and closed once more', async () => {
    await record({ satisfaction: 4 }, supervisor, '2026-03-05T10:00:00+08:00');
    await service.act(ticket.id, 'reopen', {}, { by: supervisor, now: '2026-03-06T10:00:00+08:00' });
    await close('2026-03-06T10:00:00+08:00');
    const { body } = await service.admin.request<Json>('GET', `/v1/tickets/${ticket.id}`);
    expect(body).toMatchObject({ satisfaction: null, followUpNote: null, followedUpAt: null });
    await sweepAt('2026-04-05T10:00:00+08:00');
    expect(await tasks()).toHaveLength(1);
    expect(await record({ satisfaction: 5 })).toMatchObject({ status: 200 });
  });
});

test('a follow-up that waits is called off when the ticket is opened again', async () => {
  await sweepAt(due);
  await service.database.execute('UPDATE tickets SET closed_at = ?', [Date.parse(due)]);
  await service.say(ticket.id, { direction: 'inbound', body: '又断了' }, due);
  expect(await tasks()).toMatchObject([{ state: 'cancelled' }]);
});
