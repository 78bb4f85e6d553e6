import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

let service: Service;
beforeEach(async () => {
  service = await givenService();
});

const path = '/v1/sla-policies';
async function policy(fields: object): Promise<Json> {
  const body = { name: newId('sla_policy'), targets: { resolution: 240 }, ...fields };
  const answer = await service.admin.request<Json>('POST', path, { body });
  expect(answer.status).toBe(201);
  return answer.body;
}
const policyOf = (ticket: Json) => (ticket.sla as { policyId: string | null }).policyId;

test('the first policy that fits is the one, in the order of their positions', async () => {
  const last = await policy({ position: 90, isDefault: true });
  const faults = await policy({ position: 20, conditions: { kind: ['fault'], priority: ['high'] } });
  const first = await policy({ position: 10, conditions: { channel: ['web'], category: ['idc'] } });
  expect(policyOf(await service.ticket({ channel: 'web', category: 'idc' }))).toBe(first.id);
  expect(policyOf(await service.ticket({ channel: 'web' }))).toBe(faults.id);
  expect(policyOf(await service.ticket({ impact: 'low' }))).toBe(last.id);
  const listed = await service.admin.request<{ data: Json[] }>('GET', path);
  expect(listed.body.data.map(({ id }) => id)).toEqual([first.id, faults.id, last.id]);
});

test('an empty condition fits only where it is the default; without a policy that fits there are no clocks', async () => {
  await policy({ conditions: {} });
  expect(await service.ticket()).toMatchObject({ sla: { policyId: null }, clocks: [] });
});

test('a priority that leaves every policy has no clocks, and has them again from the opening', async () => {
  await policy({ conditions: { priority: ['urgent', 'high'] } });
  const ticket = await service.ticket({}, undefined, '2026-03-02T09:00:00+08:00');
  const change = async (impact: string, now: string) => {
    const asked = { body: { impact }, now: `2026-03-02T${now}:00+08:00` };
    return (await service.admin.request<Json>('PATCH', `/v1/tickets/${ticket.id}`, asked)).body;
  };
  expect(await change('low', '09:30')).toMatchObject({ clocks: [] });
  expect(await change('high', '10:00')).toMatchObject({
    clocks: [{ usedSeconds: 3600, dueAt: '2026-03-02T06:00:00.000Z' }],
  });
});

test('a changed policy is for tickets to come: those that run keep their version', async () => {
  const { id } = await policy({ isDefault: true });
  const before = await service.ticket();
  const body = { targets: { resolution: 60 } };
  const changed = await service.admin.request<Json>('PATCH', `${path}/${id}`, { body });
  expect(changed.body).toMatchObject({ version: 2, targets: { resolution: 60 } });
  const after = await service.ticket();
  expect(before).toMatchObject({ sla: { policyVersion: 1 }, clocks: [{ targetSeconds: 14_400 }] });
  expect(after).toMatchObject({ sla: { policyVersion: 2 }, clocks: [{ targetSeconds: 3600 }] });
  const same = (await service.admin.request<Json>('GET', `/v1/tickets/${before.id}`)).body;
  expect(same).toMatchObject({ clocks: [{ targetSeconds: 14_400 }] });
});

test('a policy names a calendar of its own, by which its clocks run', async () => {
  const always = JSON.stringify({
    timeZone: 'Asia/Shanghai',
    week: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
    ),
  });
  const id = newId('calendar');
  const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: 'x' };
  const tenant = { tenant_id: service.tenantId };
  await insertRow(service.database, 'calendars', {
    ...tenant,
    ...stamps,
    id,
    name: '7x24',
    definition: always,
  });
  await insertRow(service.database, 'calendar_versions', {
    ...{ ...tenant, calendar_id: id, version: 1, definition: always },
  });
  await policy({ isDefault: true, calendarId: id });
  const saturday = '2026-03-07T22:00:00+08:00';
  expect(await service.ticket({}, undefined, saturday)).toMatchObject({
    sla: { calendarId: id },
    clocks: [{ dueAt: '2026-03-07T18:00:00.000Z' }],
  });
  const list = await service.admin.request<{ data: Json[] }>('GET', '/v1/tickets', {
    now: '2026-03-07T23:00:00+08:00',
  });
  expect(list.body.data[0]).toMatchObject({ clocks: [{ usedSeconds: 3600 }] });
});

test('a policy that is not active is not tried, and two of one name are not there', async () => {
  const { id, name } = await policy({ isDefault: true });
  expect(await service.admin.request('POST', path, { body: { name, targets: {} } })).toMatchObject({
    status: 409,
  });
  await service.admin.request('PATCH', `${path}/${id}`, { body: { active: false } });
  // The last of a tenant's own is gone: the standard targets hold again.
  expect(await service.ticket()).toMatchObject({ sla: { policyId: null }, clocks: [{}, {}] });
});
