import { knownUntil, yearWanted } from '@keyline/calendar';
import { startingCalendar, startingCalendarName } from '@keyline/calendar/authoring';
import { firstCalendarId } from '@keyline/store';
import type { TestDatabase } from './database.ts';
import { insertRow } from './insert-row.ts';

/** Puts the calendar into the database that a tenant begins with. */
export async function givenCalendar(database: TestDatabase, tenantId: string): Promise<void> {
  const [locale, timeZone] = ['en', 'Asia/Shanghai'];
  const id = firstCalendarId(tenantId);
  const definition = JSON.stringify(startingCalendar(locale, timeZone));
  await insertRow(database, 'calendars', {
    tenant_id: tenantId,
    id,
    version: 1,
    created_at: 0,
    updated_at: 0,
    created_by: 'system',
    name: startingCalendarName(locale),
    definition,
    year_wanted: yearWanted(startingCalendar(locale, timeZone)),
    known_until: knownUntil(startingCalendar(locale, timeZone)),
  });
  await insertRow(database, 'calendar_versions', {
    tenant_id: tenantId,
    calendar_id: id,
    version: 1,
    definition,
  });
}
