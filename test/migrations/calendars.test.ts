import { knownUntil, yearWanted } from '@keyline/calendar';
import { startingCalendar, startingCalendarName } from '@keyline/calendar/authoring';
import { idOf, idSuffix, newId } from '@keyline/kernel';
import { migrate } from '@keyline/store';
import { insertRow, readMigrations, testDatabase } from '@keyline/testkit';
import { expect, test } from 'vitest';

const migrations = readMigrations();
const at = migrations.findIndex(({ name }) => name.includes('calendars'));

test('a tenant that was there before has the calendar that it would begin with today', async () => {
  const database = testDatabase().empty();
  await migrate(database.client(), migrations.slice(0, at));
  const tenants = [
    ['zh-CN', 'Asia/Urumqi'],
    ['en', 'Asia/Shanghai'],
    ['en', 'Europe/Berlin'],
  ].map(([locale, zone]) => ({ id: newId('tenant'), locale: locale as string, zone: zone as string }));
  for (const { id, locale, zone } of tenants) {
    const row = { tenant_id: id, id, version: 3, created_at: 1, updated_at: 2, created_by: 'u' };
    await insertRow(database, 'tenants', {
      ...row,
      slug: id,
      name: 'n',
      locale,
      time_zone: zone,
      status: 'active',
    });
  }
  await migrate(database.client(), migrations);
  for (const { id, locale, zone } of tenants) {
    const calendarId = idOf('calendar', idSuffix(id));
    const definition = startingCalendar(locale, zone);
    const [row] = await database.execute(
      'SELECT c.id, c.name, c.definition, c.year_wanted, c.known_until, v.version, v.definition AS kept FROM calendars c JOIN calendar_versions v ON v.tenant_id = c.tenant_id AND v.calendar_id = c.id WHERE c.tenant_id = ?',
      [id],
    );
    expect(row).toMatchObject({ id: calendarId, name: startingCalendarName(locale), version: 1 });
    expect(JSON.parse(String(row?.definition))).toEqual(JSON.parse(JSON.stringify(definition)));
    expect([row?.kept, row?.year_wanted, row?.known_until]).toEqual([
      row?.definition,
      yearWanted(definition),
      knownUntil(definition),
    ]);
    const [event] = await database.execute(
      'SELECT type, subject_id, version FROM events WHERE tenant_id = ?',
      [id],
    );
    expect(event).toMatchObject({ type: 'calendar.created', subject_id: calendarId, version: 1 });
  }
});
