import { calendars, tickets } from '@keyline/schema';
import {
  asText,
  columns,
  compiledCalendars,
  type Load,
  statement,
  type TenantCalendar,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { ticketRow } from './tickets.ts';

const calendarNow = statement({
  values: ['id'],
  row: { id: calendars.id, version: calendars.version, definition: asText },
  sql: sql`SELECT c.id AS "id", c.version AS "version", c.definition AS "definition" FROM ${calendars} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
});

/** A calendar as it is now. */
export function currentCalendar(id: string): Load<TenantCalendar | undefined> {
  const { bound, take } = compiledCalendars(calendarNow.bind({ id }));
  return { bound, take: (rows) => take(rows)[0] };
}

/** Up to `limit` tickets whose clocks run by an earlier version of a calendar, behind one of them. */
export const ticketsBehind = statement({
  values: ['calendarId', 'afterVersion', 'afterId', 'limit'],
  row: ticketRow,
  sql: sql`SELECT ${columns(ticketRow, 't')} FROM ${tickets} t INDEXED BY tickets_by_calendar WHERE t.tenant_id = ${tenant} AND t.outcome IS NULL AND t.calendar_id = ${value('calendarId')} AND t.calendar_version < (SELECT c.version FROM ${calendars} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('calendarId')}) AND (t.calendar_version, t.id) > (${value('afterVersion')}, ${value('afterId')}) ORDER BY t.calendar_version, t.id LIMIT ${value('limit')}`,
});
