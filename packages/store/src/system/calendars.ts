import { calendars } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { asNumber, columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const missingRow = { tenantId: calendars.tenantId, id: calendars.id };

const missing = systemStatement({
  values: ['year', 'limit'],
  row: { ...missingRow, year: asNumber },
  sql: sql`SELECT ${columns(missingRow)}, ${calendars.yearWanted} AS "year" FROM ${calendars} INDEXED BY calendars_missing_year WHERE ${calendars.removedAt} IS NULL AND ${calendars.yearWanted} IS NOT NULL AND ${calendars.yearWanted} <= ${value('year')} LIMIT ${value('limit')}`,
});

export interface CalendarStore {
  /** Up to `limit` calendars that miss the holidays of a year up to this one, of which nobody was told. */
  findCalendarsMissingYear(year: number, limit: number): Promise<ReturnType<typeof missing.decode>[]>;
}

export function calendarStore({ many }: SystemRun): CalendarStore {
  return { findCalendarsMissingYear: (year, limit) => many(missing.bind({ year, limit })) };
}
