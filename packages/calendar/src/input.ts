import { dateField, lineField } from '@keyline/kernel';
import * as v from 'valibot';

/** The shape of a calendar as callers send and get it; what it may say is for `calendarFindings`. */
const timeField = v.pipe(
  v.string(),
  v.maxLength(5),
  v.description('Local time, hours and minutes, from 00:00 to 24:00.'),
  v.metadata({ examples: ['09:00'] }),
);

export const intervalField = v.pipe(
  v.strictTuple([timeField, timeField]),
  v.description('From when until when; the end is not part of it.'),
  v.metadata({ examples: [['09:00', '12:00']] }),
);

export const intervalsField = v.pipe(v.array(intervalField), v.maxLength(8));

const officeHours = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

export const weekField = v.pipe(
  v.strictObject({
    mon: v.exactOptional(intervalsField),
    tue: v.exactOptional(intervalsField),
    wed: v.exactOptional(intervalsField),
    thu: v.exactOptional(intervalsField),
    fri: v.exactOptional(intervalsField),
    sat: v.exactOptional(intervalsField),
    sun: v.exactOptional(intervalsField),
  }),
  v.description('Working time of each weekday; one that is not named has none.'),
  v.metadata({ examples: [{ mon: officeHours, tue: officeHours, wed: officeHours }] }),
);

const exceptionField = v.strictObject({
  date: dateField,
  working: v.pipe(
    v.boolean(),
    v.description('Whether it is worked: false for a day off, true for a make-up day 调休 or other hours.'),
    v.metadata({ examples: [false] }),
  ),
  intervals: v.exactOptional(
    v.pipe(
      intervalsField,
      v.description('When it is worked; absent: as on Mondays.'),
      v.metadata({ examples: [[]] }),
    ),
  ),
  name: v.exactOptional(lineField(60, '劳动节')),
});

export const exceptionsField = v.pipe(
  v.array(exceptionField),
  v.maxLength(2000),
  v.metadata({ examples: [[{ date: '2026-05-01', working: false, name: '劳动节' }]] }),
);

export const knownYearsField = v.pipe(
  v.array(
    v.pipe(v.number(), v.safeInteger(), v.minValue(1970), v.maxValue(2200), v.metadata({ examples: [2026] })),
  ),
  v.maxLength(100),
  v.description(
    'Years whose holidays are among the exceptions; outside of them time is assumed. Absent: none is in doubt.',
  ),
);

/** A time zone by its name. */
export const zoneField = v.pipe(
  v.string(),
  v.maxLength(60),
  v.description('Of the IANA time zone database.'),
  v.metadata({ examples: ['Asia/Shanghai'] }),
);

/** A calendar as it is defined. */
export const calendarEntries = {
  timeZone: zoneField,
  week: weekField,
  exceptions: v.exactOptional(exceptionsField),
  knownYears: v.exactOptional(knownYearsField),
};
