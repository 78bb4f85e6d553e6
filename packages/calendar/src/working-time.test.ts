import { describe, expect, test } from 'vitest';
import { compileCalendar } from './compile.ts';
import { weekdayCalendar } from './testing/calendars.ts';
import { addWorking, isWorking, NoWorkingTimeError, nextOpening, workingBetween } from './working-time.ts';

describe('hours of the week, Monday to Friday', () => {
  const ten = weekdayCalendar('10:00', '18:00');

  test('a target used up exactly at closing time is due at closing time, one second more at the next opening', () => {
    const from = Date.parse('2026-03-05T17:00Z');
    expect(addWorking(ten, from, 3600)).toBe(Date.parse('2026-03-05T18:00:00Z'));
    expect(addWorking(ten, from, 3601)).toBe(Date.parse('2026-03-06T10:00:01Z'));
    expect(addWorking(ten, Date.parse('2026-03-07T12:00Z'), 0)).toBe(Date.parse('2026-03-07T12:00Z'));
  });

  test('the next opening is now while it is open, and never the instant of closing', () => {
    const at = (text: string) => Date.parse(text);
    expect(nextOpening(ten, at('2026-03-05T12:00Z'))).toBe(at('2026-03-05T12:00Z'));
    expect(nextOpening(ten, at('2026-03-05T18:00Z'))).toBe(at('2026-03-06T10:00Z'));
    expect(isWorking(ten, at('2026-03-05T10:00Z'))).toBe(true);
    expect(isWorking(ten, at('2026-03-05T18:00Z'))).toBe(false);
  });
});

describe('clocks that are put forward and back', () => {
  const hours = (timeZone: string, date: string, next: string, ...day: [string, string]) =>
    workingBetween(
      compileCalendar({ timeZone, week: { sun: [day] } }),
      Date.parse(date) - 43_200_000,
      Date.parse(next) + 43_200_000,
    ) / 3600;

  test('hours that begin within the gap begin when the clock has jumped', () => {
    expect(hours('Europe/Berlin', '2026-03-29', '2026-03-30', '02:30', '05:00')).toBe(2);
    expect(hours('Europe/Berlin', '2026-03-29', '2026-03-30', '02:00', '03:00')).toBe(0);
  });
});

describe('a calendar that runs dry', () => {
  const once = compileCalendar({
    timeZone: 'UTC',
    week: {},
    exceptions: [{ date: '2026-03-04', working: true, intervals: [['09:00', '10:00']] }],
  });

  test('gives what it has, and says that there is no more instead of looking for ever', () => {
    const from = Date.parse('2026-03-01T00:00Z');
    expect(addWorking(once, from, 3600)).toBe(Date.parse('2026-03-04T10:00Z'));
    expect(() => addWorking(once, from, 3601)).toThrow(NoWorkingTimeError);
    expect(() => nextOpening(once, Date.parse('2026-03-04T10:00Z'))).toThrow(NoWorkingTimeError);
    expect(() => addWorking(once, from, -1)).toThrow(RangeError);
  });

  test('knows no due time beyond twenty years', () => {
    const rare = compileCalendar({ timeZone: 'UTC', week: { mon: [['09:00', '09:01']] } });
    const from = Date.parse('2026-03-01T00:00Z');
    expect(new Date(addWorking(rare, from, 60 * 1000)).getUTCFullYear()).toBe(2045);
    expect(() => addWorking(rare, from, 60 * 2000)).toThrow(NoWorkingTimeError);
  });
});
