import { calendars } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { asNumber, columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const missingRow = { tenantId: calendars.tenantId, id: calendars.id, name: calendars.name };

const missing = systemStatement({
  values: ['year', 'limit'],
  row: { ...missingRow, year: asNumber },
  sql: sql`SELECT ${columns(missingRow)}, ${calendars.yearWanted} AS "year" FROM ${calendars} INDEXED BY calendars_missing_year WHERE ${calendars.removedAt} IS NULL AND ${calendars.yearWanted} IS NOT NULL AND ${calendars.yearWanted} <= ${value('year')} LIMIT ${value('limit')}`,
});

/** Up to where tenants are counted. */
const most = 1000;

/** How many tenants have a calendar that knows no year from this one on. */
const assuming = (year: string) =>
  sql`(SELECT count(*) FROM (SELECT DISTINCT c.tenant_id FROM ${calendars} c INDEXED BY calendars_known_until WHERE c.removed_at IS NULL AND c.known_until IS NOT NULL AND c.known_until < ${value(year)} LIMIT ${sql.raw(String(most))}))`;

const assumed = systemStatement({
  values: ['year', 'nextYear'],
  row: { thisYear: asNumber, nextYear: asNumber },
  sql: sql`SELECT ${assuming('year')} AS "thisYear", ${assuming('nextYear')} AS "nextYear"`,
});

/** How many tenants have a calendar that assumes the holidays of a year; 1000 at most. */
export interface AssumedYears {
  readonly thisYear: number;
  readonly nextYear: number;
}

export interface CalendarStore {
  /** Up to `limit` calendars that miss the holidays of a year up to this one, of which nobody was told. */
  findCalendarsMissingYear(year: number, limit: number): Promise<ReturnType<typeof missing.decode>[]>;
  /** How many tenants live on assumed holidays this year, and will the next. */
  countAssumedYears(year: number): Promise<AssumedYears>;
}

export function calendarStore({ many, one }: SystemRun): CalendarStore {
  return {
    findCalendarsMissingYear: (year, limit) => many(missing.bind({ year, limit })),
    countAssumedYears: async (year) =>
      (await one(assumed.bind({ year, nextYear: year + 1 }))) ?? { thisYear: 0, nextYear: 0 },
  };
}
