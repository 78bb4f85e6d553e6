import * as fc from 'fast-check';
import { type CalendarDefinition, type Interval, weekdays } from '../definition.ts';
import { calendarFindings } from '../findings.ts';
import { dateOf, dayMs } from '../local-time.ts';

/** Zones whose clocks change: by half an hour, at midnight, for Ramadan, across the date line, and not at all. */
const changes = [
  ['Europe/Berlin', '2026-03-29T01:00Z', '2026-10-25T01:00Z'],
  ['America/New_York', '2026-03-08T07:00Z', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', '2026-10-03T15:30Z'],
  ['America/Havana', '2026-03-08T05:00Z', '2026-11-01T05:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00Z', '2026-03-22T02:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '2012-03-31T14:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z', '2026-12-31T18:15Z'],
  ['Asia/Shanghai', '2026-02-14T00:00Z', '2026-10-01T00:00Z'],
] as const;

const minute = fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const intervals = fc.uniqueArray(minute, { minLength: 2, maxLength: 6 }).map((times): Interval[] => {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted
    .slice(0, sorted.length - (sorted.length % 2))
    .flatMap((from, at) => (at % 2 === 0 ? [[clock(from), clock(sorted[at + 1] ?? 0)] as Interval] : []));
});
const wholeDay: Interval[] = [['00:00', '24:00']];
const day = fc.oneof({ weight: 4, arbitrary: intervals }, { weight: 1, arbitrary: fc.constant(wholeDay) });

/** A calendar, an instant near a change of its clock, and how long to look from there. */
export const questions = fc
  .record({
    change: fc.constantFrom(...changes.flatMap(([zone, ...dates]) => dates.map((at) => ({ zone, at })))),
    startMinutes: fc.integer({ min: -2000, max: 300 }),
    lengthMinutes: fc.integer({ min: 1, max: 2600 }),
    days: fc.array(fc.option(day, { nil: undefined }), { minLength: 7, maxLength: 7 }),
    exceptions: fc.array(
      fc.record({ shift: fc.integer({ min: -3, max: 3 }), worked: fc.option(day, { nil: undefined }) }),
      { maxLength: 3 },
    ),
  })
  .map(({ change, startMinutes, lengthMinutes, days, exceptions }) => {
    const near = Date.parse(change.at);
    const definition: CalendarDefinition = {
      timeZone: change.zone,
      week: Object.fromEntries(weekdays.map((weekday, at) => [weekday, days[at] ?? []])),
      exceptions: exceptions
        .map(({ shift, worked }) => ({
          date: dateOf(Math.floor(near / dayMs) + shift),
          working: worked !== undefined,
          ...(worked && { intervals: worked }),
        }))
        .filter(({ date }, at, all) => all.findIndex((other) => other.date === date) === at),
    };
    return { definition, from: near + startMinutes * 60_000, lengthMinutes };
  })
  .filter(({ definition, from }) => calendarFindings(definition, from).length === 0);
