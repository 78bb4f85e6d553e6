import { knownUntil, yearWanted } from '@keyline/calendar';
import { calendars, calendarVersions, settings } from '@keyline/schema';
import {
  type Bound,
  columns,
  insert,
  must,
  type RecordState,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';

export type CalendarRow = RecordState<typeof calendars>;

export const calendarSubject: Subject<typeof calendars> = {
  type: 'calendar',
  table: calendars,
  accountOf: () => null,
  logged: ({ name, definition, removedAt }) => ({ name, ...definition, removedAt: instantOf(removedAt) }),
};

export const calendarRow = {
  id: calendars.id,
  version: calendars.version,
  createdAt: calendars.createdAt,
  updatedAt: calendars.updatedAt,
  createdBy: calendars.createdBy,
  name: calendars.name,
  definition: calendars.definition,
  yearWanted: calendars.yearWanted,
  knownUntil: calendars.knownUntil,
  removedAt: calendars.removedAt,
};

export const calendarById = statement({
  values: ['id'],
  row: calendarRow,
  sql: sql`SELECT ${columns(calendarRow)} FROM ${calendars} WHERE ${calendars.tenantId} = ${tenant} AND ${calendars.id} = ${value('id')} AND ${calendars.removedAt} IS NULL`,
});

/** That a calendar is still there when it is named. */
export const mustHaveCalendar = must(
  ['id'],
  sql`SELECT c.removed_at IS NULL FROM ${calendars} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
);

/** Keeps the version of a calendar that a commit makes, for what will run by it. */
export function keepVersion({ id, version, definition }: CalendarRow): Bound {
  return insert(calendarVersions, { calendarId: id, version, definition });
}

/** The fields of a calendar record that follow from what it says. */
export function calendarFields(name: string, definition: CalendarRow['definition']) {
  const years = { yearWanted: yearWanted(definition), knownUntil: knownUntil(definition) };
  return { name, definition, ...years, removedAt: null };
}

/** A calendar of this name other than `self`. */
export const calendarByName = statement({
  values: ['name', 'self'],
  row: { id: calendars.id },
  sql: sql`SELECT ${calendars.id} AS "id" FROM ${calendars} WHERE ${calendars.tenantId} = ${tenant} AND ${calendars.name} = ${value('name')} AND ${calendars.removedAt} IS NULL AND ${calendars.id} <> ${value('self')}`,
});

/** That no settings name the calendar when it is removed. */
export const mustBeUnused = must(
  ['id'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM ${settings} s WHERE s.tenant_id = ${tenant} AND s.chosen ->> '$.calendarId' = ${value('id')})`,
);

/** That a calendar still misses the year when that is told. */
export const mustMissYear = must(
  ['id', 'year'],
  sql`SELECT c.year_wanted = ${value('year')} AND c.removed_at IS NULL FROM ${calendars} c WHERE c.tenant_id = ${tenant} AND c.id = ${value('id')}`,
);

/** Notes that it was told of the year, unless the calendar knows it by now. */
export const yearTold = statement({
  values: ['id', 'year'],
  sql: sql`UPDATE ${calendars} SET year_wanted = ${value('year')} + 1 WHERE ${calendars.tenantId} = ${tenant} AND ${calendars.id} = ${value('id')} AND ${calendars.yearWanted} = ${value('year')}`,
});
