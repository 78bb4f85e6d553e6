import type { CalendarDefinition } from '@keyline/calendar';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

/** When a tenant works. The first of a tenant has the tenant's own number (`firstCalendarId`) and stays. */
export const calendars = sqliteTable(
  'calendars',
  {
    ...recordColumns(),
    name: text('name').notNull(),
    definition: json<CalendarDefinition>('definition').notNull(),
    /** The first year of which administrators are to be told that its holidays are missing. */
    yearWanted: integer('year_wanted'),
    /** The last year whose holidays are known; null where no year is in doubt. */
    knownUntil: integer('known_until'),
    /** A removed calendar keeps its versions: clocks may run by them. */
    removedAt: integer('removed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Every version of every calendar, so that what runs by one goes on by it. */
export const calendarVersions = sqliteTable(
  'calendar_versions',
  {
    tenantId: text('tenant_id').notNull(),
    calendarId: text('calendar_id').notNull(),
    version: integer('version').notNull(),
    definition: json<CalendarDefinition>('definition').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.calendarId, t.version] })],
);
