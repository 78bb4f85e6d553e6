import {
  type CalendarDefinition,
  calendarEntries,
  exceptionsField,
  intervalsField,
  knownYearsField,
  weekdays,
  zoneField,
} from '@keyline/calendar';
import { choiceField, type JsonObject, lineField, mergePatch } from '@keyline/kernel';
import * as v from 'valibot';

export const calendarNameField = lineField(100, '客服中心工作日历');

export const createCalendarBody = v.strictObject({ name: calendarNameField, ...calendarEntries });

const weekPatch = v.pipe(
  v.strictObject(
    Object.fromEntries(
      weekdays.map((weekday) => [weekday, v.exactOptional(v.nullable(intervalsField))]),
    ) as Record<
      (typeof weekdays)[number],
      v.ExactOptionalSchema<v.NullableSchema<typeof intervalsField, undefined>, undefined>
    >,
  ),
  v.description('Weekdays that are absent stay; null: no working time.'),
  v.metadata({ examples: [{ sat: [['09:00', '12:00']] }] }),
);

export const changeCalendarBody = v.pipe(
  v.strictObject({
    name: v.exactOptional(calendarNameField),
    timeZone: v.exactOptional(zoneField),
    week: v.exactOptional(weekPatch),
    exceptions: v.exactOptional(v.nullable(exceptionsField)),
    knownYears: v.exactOptional(v.nullable(knownYearsField)),
  }),
  v.check((body) => Object.keys(body).length > 0, 'nothing_to_change'),
  v.metadata({ examples: [{ week: { sat: [['09:00', '12:00']] } }] }),
);

type ChangeBody = v.InferOutput<typeof changeCalendarBody>;

/** The definition after a merge patch. */
export function patchedDefinition(
  before: CalendarDefinition,
  { name: _, ...patch }: ChangeBody,
): CalendarDefinition {
  return mergePatch(before as unknown as JsonObject, patch) as unknown as CalendarDefinition;
}

export const yearBody = v.pipe(
  v.strictObject({
    year: v.pipe(
      v.number(),
      v.safeInteger(),
      v.minValue(1970),
      v.maxValue(2200),
      v.metadata({ examples: [2026] }),
    ),
    format: v.pipe(
      choiceField(['csv', 'ics', 'china']),
      v.description(
        'csv: lines of date, working, intervals, name. ics: whole-day events; one that is called 班 is worked. china: the public holidays of mainland China, of the years that are known.',
      ),
    ),
    text: v.exactOptional(
      v.pipe(
        v.string(),
        v.maxLength(500_000),
        v.description('The file, for csv and ics.'),
        v.metadata({
          examples: [
            'date,working,intervals,name\n2026-05-01,false,,劳动节\n2026-05-09,true,09:00-12:00,劳动节\n',
          ],
        }),
      ),
    ),
  }),
  v.forward(
    v.partialCheck(
      [['format'], ['text']],
      ({ format, text }) => format === 'china' || text !== undefined,
      'required',
    ),
    ['text'],
  ),
  v.metadata({
    examples: [{ year: 2026, format: 'csv', text: 'date,working\n2026-05-01,false\n2026-05-09,true\n' }],
  }),
);

/** A year's holidays as a caller sends them. */
export type YearInput = v.InferOutput<typeof yearBody>;
