import { insertRow } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenService, type Json, type Service } from '../testing/given-service.ts';

const get = async (service: Service, id: string) =>
  (await service.admin.request<Json>('GET', `/v1/tickets/${id}`)).body;

test('when the holidays of a year are loaded, clocks that were counted by the weekday are due anew', async () => {
  const service = await givenService();
  const eve = '2026-12-31T17:30:00+08:00';
  const [assumed, known] = [
    await service.ticket({}, undefined, eve),
    await service.ticket({ urgency: 'high' }, undefined, '2026-12-28T09:00:00+08:00'),
  ];
  const dueAt = (ticket: Json) => (ticket.clocks as { dueAt: string }[])[0]?.dueAt;
  expect(dueAt(assumed)).toBe('2027-01-01T01:30:00.000Z');
  const [calendar] = await service.database.execute('SELECT id, definition FROM calendars');
  const definition = JSON.parse(String(calendar?.definition));
  const holiday = { date: '2027-01-01', working: false, name: '元旦' };
  const loaded = JSON.stringify({
    ...definition,
    exceptions: [...definition.exceptions, holiday],
    knownYears: [...definition.knownYears, 2027],
  });
  const id = String(calendar?.id);
  await service.database.execute('UPDATE calendars SET version = 2, definition = ? WHERE id = ?', [
    loaded,
    id,
  ]);
  const version = { tenant_id: service.tenantId, calendar_id: id, version: 2, definition: loaded };
  await insertRow(service.database, 'calendar_versions', version);
  await service.happened('calendar.year_loaded', id);
  await service.happened('calendar.changed', id);
  expect(await service.worker.react(id)).toEqual(['acknowledged', 'acknowledged']);
  const now = { now: '2026-12-31T17:40:00+08:00' };
  const after = (await service.admin.request<Json>('GET', `/v1/tickets/${assumed.id}`, now)).body;
  // 2 and 3 January 2027 are a weekend.
  expect(after).toMatchObject({ sla: { calendarVersion: 2 }, version: 2 });
  expect(dueAt(after)).toBe('2027-01-04T01:30:00.000Z');
  expect(await get(service, known.id)).toMatchObject({ sla: { calendarVersion: 1 }, version: 1 });
  await service.worker.scheduled(Date.parse('2027-01-01T02:00:00Z'));
  expect(await service.told(assumed.id, 'ticket.sla_breached')).toEqual([]);
  await service.worker.scheduled(Date.parse('2027-01-04T01:30:00Z'));
  expect(await service.told(assumed.id, 'ticket.sla_breached')).toHaveLength(1);
});
