import { type Calendar, type CalendarDefinition, compileCalendar } from '@keyline/calendar';
import { idOf, idPrefixes, idSuffix } from '@keyline/kernel';
import { calendars, calendarVersions, settings } from '@keyline/schema';
import { type SQL, sql } from 'drizzle-orm';
import { asText, type Bound, statement, tenant, value } from './statement.ts';
import type { Load } from './tenant-store.ts';

/** A calendar that can be calculated with, and which version of which record it is. */
export interface TenantCalendar {
  readonly id: string;
  readonly version: number;
  readonly calendar: Calendar;
}

/** The id of the calendar that a tenant begins with, which is its default as long as settings name no other. */
export function firstCalendarId(tenantId: string): string {
  return idOf('calendar', idSuffix(tenantId));
}

const firstId: SQL = sql`${`${idPrefixes.calendar}_`} || substr(${tenant}, ${idPrefixes.tenant.length + 2})`;

const defaultCalendar = statement({
  row: { id: calendars.id, version: calendars.version, definition: asText },
  sql: sql`SELECT ${calendars.id} AS "id", ${calendars.version} AS "version", ${calendars.definition} AS "definition" FROM ${calendars} WHERE ${calendars.tenantId} = ${tenant} AND ${calendars.id} = coalesce((SELECT s.chosen ->> '$.calendarId' FROM ${settings} s WHERE s.tenant_id = ${tenant}), ${firstId})`,
});

const pinnedCalendar = statement({
  values: ['id', 'version'],
  row: { id: calendarVersions.calendarId, version: calendarVersions.version, definition: asText },
  sql: sql`SELECT ${calendarVersions.calendarId} AS "id", ${calendarVersions.version} AS "version", ${calendarVersions.definition} AS "definition" FROM ${calendarVersions} WHERE ${calendarVersions.tenantId} = ${tenant} AND ${calendarVersions.calendarId} = ${value('id')} AND ${calendarVersions.version} = ${value('version')}`,
});

/** A calendar as it is kept. */
export interface CalendarText {
  readonly id: string;
  readonly version: number;
  readonly definition: string | null;
}

/**
 * The tenant's default calendar, compiled: a part of the load of any command, reaction or deadline, in the same
 * trip. Throws where the tenant has none, which cannot be.
 */
export function tenantCalendar(): Load<TenantCalendar> {
  return {
    bound: defaultCalendar.bind({}),
    take([row]) {
      if (row === undefined) throw new Error('a tenant without its calendar');
      return compiled(row as CalendarText);
    },
  };
}

/** The version of a calendar by which something runs; undefined where there never was one. */
export function calendarVersion(id: string, version: number): Load<TenantCalendar | undefined> {
  return {
    bound: pinnedCalendar.bind({ id, version }),
    take: ([row]) => (row === undefined ? undefined : compiled(row as CalendarText)),
  };
}

/** Calendars as a statement gives them (`id`, `version`, `definition` as text), compiled. */
export function compiledCalendars(bound: Bound<CalendarText>): Load<readonly TenantCalendar[]> {
  return { bound, take: (rows) => rows.map((row) => compiled(row as CalendarText)) };
}

/** Compiled calendars by their text, so that an isolate works out the days of each once. */
const known = new Map<string, Calendar>();
const mostKnown = 500;

function compiled({ id, version, definition }: CalendarText): TenantCalendar {
  const text = definition ?? '';
  const calendar = known.get(text) ?? compileCalendar(JSON.parse(text) as CalendarDefinition);
  if (known.size >= mostKnown) known.clear();
  known.set(text, calendar);
  return { id, version, calendar };
}
