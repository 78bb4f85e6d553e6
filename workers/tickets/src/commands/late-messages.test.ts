import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
let old: Json;
let accountId: string;
const on = (day: string) => ({ now: `2026-${day}T10:00:00+08:00` });
const late = on('03-30');

beforeEach(async () => {
  service = await givenService();
  accountId = await service.account();
  const caller = { name: '王强', phone: '13800000000' };
  const body = { accountId, caller, kind: 'fault', category: 'internet_line', urgency: 'low' };
  old = await service.ticket(body, undefined, on('03-02').now);
  await close(old.id, on('03-02'));
});

async function close(id: string, at: { now: string }) {
  await service.act(id, 'resolve', { resolution: '更换光模块后恢复' }, at);
  await service.act(id, 'close', {}, at);
}

const write = (id: string, at = late, by: Colleague = service.admin) =>
  by.request<Json>('POST', `/v1/tickets/${id}/messages`, {
    body: { body: '又断了', visibility: 'public', direction: 'inbound' },
    ...at,
  });
const get = async (id: unknown, at = late, by: Colleague = service.admin) =>
  (await by.request<Json>('GET', `/v1/tickets/${id}`, at)).body;
const laterOf = async (id: string, by: Colleague = service.admin) =>
  (await by.request<{ data: Json[] }>('GET', `/v1/tickets?linkedTicketId=${id}`, late)).body.data;

describe('a customer who writes when his ticket was closed too long ago to be opened again', () => {
  test('has another one that is linked to it, with a number and clocks of its own, in the hands of whom it concerns now', async () => {
    const manager = await service.colleague(['account_manager']);
    await service.database.execute("UPDATE accounts SET owner_id = ?, grade = 'A' WHERE id = ?", [
      manager.id,
      accountId,
    ]);
    const answer = await write(old.id);
    expect(answer).toMatchObject({
      status: 201,
      trips: 2,
      body: { body: '又断了', sentToTicketId: old.id },
    });
    const { ticketId, id } = answer.body;
    expect(ticketId).not.toBe(old.id);
    expect(answer.headers.get('Location')).toBe(`/v1/tickets/${ticketId}/messages/${id}`);
    const later = await get(ticketId);
    expect(later).toMatchObject({
      number: 'T-20260330-1',
      linkedTicketId: old.id,
      stage: 'new',
      outcome: null,
      ...{ accountId, kind: 'fault', category: 'internet_line', title: old.title, caller: old.caller },
      // High impact and low urgency are normal: one step higher for an A account.
      ...{ grade: 'A', priority: 'high', ownerId: manager.id, backupId: service.admin.id },
      orgUnitId: service.branchId,
      clocks: [
        { metric: 'first_response', usedSeconds: 0, startedAt: '2026-03-30T02:00:00.000Z' },
        { metric: 'resolution', usedSeconds: 0 },
      ],
    });
    const messages = await service.admin.request('GET', `/v1/tickets/${ticketId}/messages`);
    expect(messages).toMatchObject({ body: { data: [{ id, sentToTicketId: old.id }] } });
    expect(await get(old.id)).toMatchObject({ stage: 'closed', version: Number(old.version) + 3 });
    expect((await laterOf(old.id)).map((one) => one.id)).toEqual([ticketId]);
    const told = await service.told(old.id, 'ticket.continued', 'ticket.reopened');
    expect(told).toMatchObject([{ type: 'ticket.continued', data: { ticketId } }]);
    const tasks = await service.database.execute(
      "SELECT count(*) AS n FROM tasks WHERE subject_id = ? AND state = 'open'",
      [String(ticketId)],
    );
    expect(tasks).toEqual([{ n: 1 }]);
  });

  test('has one only, however often he writes while it is open, and it knows of each word', async () => {
    const first = (await write(old.id)).body;
    await service.act(String(first.ticketId), 'triage', {}, late);
    await service.act(String(first.ticketId), 'start', {}, late);
    await service.act(String(first.ticketId), 'wait-customer', {}, late);
    const second = (await write(old.id, on('03-31'))).body;
    expect(second).toMatchObject({ ticketId: first.ticketId, sentToTicketId: old.id });
    expect(await get(first.ticketId)).toMatchObject({ stage: 'in_progress' });
    expect(await laterOf(old.id)).toHaveLength(1);
  });

  test('has one only when many of his messages come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => write(old.id)));
    const ids = answers.filter(({ status }) => status === 201).map(({ body }) => body.ticketId);
    expect(ids.length).toBeGreaterThanOrEqual(2);
    expect(new Set(ids).size).toBe(1);
    expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(await laterOf(old.id)).toHaveLength(1);
  });

  test('opens the later one again where that was closed lately, and has a third where it was not', async () => {
    const { ticketId } = (await write(old.id)).body;
    await close(String(ticketId), on('04-01'));
    expect((await write(old.id, on('04-10'))).body.ticketId).toBe(ticketId);
    expect(await get(ticketId)).toMatchObject({ stage: 'in_progress' });
    await close(String(ticketId), on('04-11'));
    const third = (await write(old.id, on('05-20'))).body;
    expect([ticketId, old.id]).not.toContain(third.ticketId);
    expect(await get(third.ticketId)).toMatchObject({ linkedTicketId: old.id, stage: 'new' });
  });

  test('has another one where the later one was cancelled', async () => {
    const { ticketId } = (await write(old.id)).body;
    await service.act(String(ticketId), 'cancel', { reason: '客户误报' }, late);
    expect((await write(old.id)).body.ticketId).not.toBe(ticketId);
  });

  test('has the first answer once more for the same key', async () => {
    const headers = { 'Idempotency-Key': 'late-1' };
    const body = { body: '又断了', visibility: 'public', direction: 'inbound' };
    const ask = () =>
      service.admin.request<Json>('POST', `/v1/tickets/${old.id}/messages`, { body, headers, ...late });
    const [one, other] = [await ask(), await ask()];
    expect(other.body).toEqual(one.body);
    expect(other.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await laterOf(old.id)).toHaveLength(1);
  });
});

test('a ticket of a caller of whom the account is asked for goes on under the same account', async () => {
  const unknown = await service.ticket({}, undefined, on('03-02').now);
  await close(unknown.id, on('03-02'));
  const { ticketId } = (await write(unknown.id)).body;
  const later = await get(ticketId);
  expect(later).toMatchObject({ accountId: unknown.accountId, ownerId: service.admin.id });
  expect(await service.told(String(unknown.accountId), 'account.draft_requested')).toHaveLength(1);
});

test('what staff write to a closed ticket stays with it', async () => {
  const answer = await service.say(old.id, {}, late.now);
  expect(answer).toMatchObject({ status: 201, body: { ticketId: old.id, sentToTicketId: null } });
  expect(await laterOf(old.id)).toEqual([]);
});

test('nobody learns of a linked ticket that he may not see, wherever the other one is shown', async () => {
  const own = await service.colleague(['service_agent']);
  const body = { linkedTicketId: old.id, accountId: await service.account() };
  const ticket = await service.ticket(body);
  await service.database.execute('UPDATE tickets SET org_unit_id = ? WHERE id = ?', [service.rootId, old.id]);
  expect(await get(old.id, late, own)).toMatchObject({ code: 'ticket.not_found' });
  expect(await get(ticket.id, late, own)).toMatchObject({ id: ticket.id, linkedTicketId: null });
  const list = await own.request<{ data: Json[] }>('GET', '/v1/tickets');
  expect(list.body.data).toMatchObject([{ id: ticket.id, linkedTicketId: null }]);
  const moved = await service.act(ticket.id, 'triage', {}, { by: own });
  expect(moved).toMatchObject({ status: 200, body: { linkedTicketId: null } });
  const changed = await own.request('PATCH', `/v1/tickets/${ticket.id}`, { body: { urgency: 'high' } });
  expect(changed).toMatchObject({ status: 200, body: { linkedTicketId: null } });
  expect(await get(ticket.id)).toMatchObject({ linkedTicketId: old.id });
});
