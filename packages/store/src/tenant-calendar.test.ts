import { addWorking } from '@keyline/calendar';
import { officeCalendar } from '@keyline/calendar/authoring';
import { newId } from '@keyline/kernel';
import { type GivenTenant, givenTenant, insertRow, type TestDatabase, testDatabase } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { calendarVersion, firstCalendarId, tenantCalendar } from './tenant-calendar.ts';
import { tenantStore } from './tenant-store.ts';

let database: TestDatabase;
let given: GivenTenant;
beforeEach(async () => {
  database = await testDatabase().fresh();
  given = await givenTenant(database);
});

const stamps = { created_at: 0, updated_at: 0, created_by: 'test' };

async function read(tenantId = given.tenantId) {
  const store = tenantStore(database.config, tenantId, given.userId);
  return (await store.read({ calendar: tenantCalendar() })).calendar;
}

async function addCalendar(tenantId: string): Promise<string> {
  const row = { tenant_id: tenantId, id: newId('calendar'), version: 3, ...stamps };
  const definition = JSON.stringify(officeCalendar('Europe/Berlin'));
  await insertRow(database, 'calendars', { ...row, name: 'Berlin', definition });
  return row.id;
}

async function choose(tenantId: string, calendarId: string): Promise<void> {
  const row = { tenant_id: tenantId, id: newId('settings'), version: 2, ...stamps };
  await insertRow(database, 'settings', { ...row, chosen: JSON.stringify({ calendarId }) });
}

test('a tenant works by the calendar it began with', async () => {
  const { id, version, calendar } = await read();
  expect([id, version]).toEqual([firstCalendarId(given.tenantId), 1]);
  expect(addWorking(calendar, Date.parse('2026-02-14T17:30+08:00'), 3600)).toBe(
    Date.parse('2026-02-24T09:30+08:00'),
  );
});

test('it works by another one that its settings name, and its neighbour by its own', async () => {
  const stranger = await givenTenant(database);
  const chosen = await addCalendar(given.tenantId);
  await choose(given.tenantId, chosen);
  expect(await read()).toMatchObject({ id: chosen, version: 3 });
  expect((await read()).calendar.definition.timeZone).toBe('Europe/Berlin');
  expect((await read(stranger.tenantId)).id).toBe(firstCalendarId(stranger.tenantId));
});

test('a calendar of another tenant is none of ours, whatever the settings say', async () => {
  const stranger = await givenTenant(database);
  await choose(given.tenantId, await addCalendar(stranger.tenantId));
  await expect(read()).rejects.toThrow('a tenant without its calendar');
});

test('days are worked out once, however often the calendar is read', async () => {
  expect((await read()).calendar).toBe((await read()).calendar);
});

test('what runs by a former version goes on by it', async () => {
  const store = tenantStore(database.config, given.tenantId, given.userId);
  const id = firstCalendarId(given.tenantId);
  await database.execute("UPDATE calendars SET version = 2, definition = '{}' WHERE tenant_id = ?", [
    given.tenantId,
  ]);
  const { former, missing } = await store.read({
    former: calendarVersion(id, 1),
    missing: calendarVersion(id, 2),
  });
  expect(former).toMatchObject({ id, version: 1, calendar: { definition: { timeZone: 'Asia/Shanghai' } } });
  expect(missing).toBeUndefined();
});
