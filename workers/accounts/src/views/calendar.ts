import { exceptionsField, knownYearsField, weekField, yearWanted, zoneField } from '@keyline/calendar';
import { idField } from '@keyline/kernel';
import type { calendars } from '@keyline/schema';
import type { RecordState } from '@keyline/store';
import * as v from 'valibot';
import { calendarNameField } from '../domain/calendar-input.ts';
import { creatorField, record, stamps } from './record.ts';

export const calendarView = v.pipe(
  v.strictObject({
    id: idField('calendar'),
    ...record,
    createdBy: creatorField,
    name: calendarNameField,
    timeZone: zoneField,
    week: weekField,
    exceptions: exceptionsField,
    knownYears: v.nullable(knownYearsField),
    firstUnknownYear: v.pipe(
      v.nullable(v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [2027] }))),
      v.description(
        'From when on working time is assumed, because holidays are not known; null: no year is in doubt.',
      ),
    ),
  }),
  v.metadata({ ref: 'Calendar' }),
);

export function viewCalendar(row: RecordState<typeof calendars>) {
  const { timeZone, week, exceptions = [], knownYears = null } = row.definition;
  return {
    id: row.id,
    ...stamps(row),
    createdBy: row.createdBy,
    name: row.name,
    timeZone,
    week,
    exceptions,
    knownYears,
    firstUnknownYear: yearWanted(row.definition),
  };
}

const exceptions = exceptionsField;
const days = v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [248] }));

export const yearPreviewView = v.pipe(
  v.strictObject({
    year: v.pipe(v.number(), v.safeInteger(), v.metadata({ examples: [2026] })),
    added: exceptions,
    changed: v.array(
      v.strictObject({ before: v.pipe(exceptions.pipe[0].item), after: v.pipe(exceptions.pipe[0].item) }),
    ),
    removed: exceptions,
    workingDays: v.pipe(
      v.strictObject({ before: days, after: days }),
      v.description('Days of the year with working time.'),
    ),
    leftOut: v.pipe(
      v.number(),
      v.safeInteger(),
      v.description('Days of other years in the file.'),
      v.metadata({ examples: [0] }),
    ),
  }),
  v.metadata({ ref: 'CalendarYearPreview' }),
);
