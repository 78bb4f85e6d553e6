import { describe, expect, test } from 'vitest';
import { compileCalendar } from './compile.ts';
import { chineseOfficeCalendar } from './standard.ts';
import { alwaysOpen, weekdayCalendar, weekOf } from './testing/calendars.ts';
import { addWorking, isWorking, NoWorkingTimeError, nextOpening, workingBetween } from './working-time.ts';

/** What is due `minutes` of working time after `from`. */
function due(calendar: ReturnType<typeof weekdayCalendar>, from: string, minutes: number): string {
  return new Date(addWorking(calendar, Date.parse(from), minutes * 60))
    .toISOString()
    .replace(':00.000Z', 'Z');
}

describe('hours of the week, Monday to Friday', () => {
  const ten = weekdayCalendar('10:00', '18:00');
  test.each([
    ['before opening', '2026-03-05T08:00Z', '2026-03-05T11:00Z', '2026-03-05T14:00Z'],
    ['after hours', '2026-03-05T18:30Z', '2026-03-06T11:00Z', '2026-03-06T14:00Z'],
    ['on Friday evening', '2026-03-06T18:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
    ['at the weekend', '2026-03-07T12:00Z', '2026-03-09T11:00Z', '2026-03-09T14:00Z'],
  ])('what comes %s waits for the next opening', (_, from, hour, fourHours) => {
    expect([due(ten, from, 60), due(ten, from, 240)]).toEqual([hour, fourHours]);
  });

  test('a Friday off and a weekend between Thursday evening and Monday noon count nothing', () => {
    const week = weekOf(['10:00', '18:00']);
    const off = compileCalendar({
      timeZone: 'UTC',
      week,
      exceptions: [{ date: '2026-03-06', working: false }],
    });
    const minutes =
      workingBetween(off, Date.parse('2026-03-05T17:50Z'), Date.parse('2026-03-09T12:30Z')) / 60;
    expect(minutes).toBe(160);
  });

  test.each([
    ['Friday afternoon over the weekend', '2026-03-06T16:00Z', 120, '2026-03-09T10:00Z'],
    ['before opening', '2026-03-04T07:00Z', 120, '2026-03-04T11:00Z'],
    ['after closing', '2026-03-04T18:00Z', 120, '2026-03-05T11:00Z'],
    ['on Saturday', '2026-03-07T10:00Z', 120, '2026-03-09T11:00Z'],
    ['over three days', '2026-03-02T16:00Z', 600, '2026-03-04T10:00Z'],
  ])('eight hours a day: %s', (_, from, minutes, expected) => {
    expect(due(weekdayCalendar('09:00', '17:00'), from, minutes)).toBe(expected);
  });

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

  test('a holiday on the day of creation in the calendar of another zone', () => {
    const week = weekOf(['08:00', '20:00']);
    const exceptions = [{ date: '2026-03-04', working: false }];
    const calendar = compileCalendar({ timeZone: 'Etc/GMT-1', week, exceptions });
    expect(due(calendar, '2026-03-04T09:30Z', 120)).toBe('2026-03-05T09:00Z');
    expect(due(calendar, '2026-03-04T09:30Z', 1200)).toBe('2026-03-06T15:00Z');
  });

  test('a day open round the clock ends at the next midnight', () => {
    expect(due(alwaysOpen('UTC'), '2026-03-04T00:00Z', 1440)).toBe('2026-03-05T00:00Z');
    const oneDay = compileCalendar({ timeZone: 'UTC', week: { wed: [['00:00', '24:00']] } });
    expect(due(oneDay, '2026-03-04T00:00Z', 1440)).toBe('2026-03-05T00:00Z');
  });
});

describe('China 2026, nine to twelve and one to six', () => {
  const china = compileCalendar(chineseOfficeCalendar());
  test.each([
    ['a make-up Saturday counts', '2026-02-13T17:30+08:00', 60, '2026-02-14T09:30+08:00'],
    ['the whole Spring Festival does not', '2026-02-14T17:30+08:00', 60, '2026-02-24T09:30+08:00'],
    ['the lunch break does not', '2026-02-13T11:30+08:00', 60, '2026-02-13T13:30+08:00'],
    ['over a make-up Saturday to Monday', '2026-02-27T17:30+08:00', 600, '2026-03-02T10:30+08:00'],
  ])('%s', (_, from, minutes, expected) => {
    expect(addWorking(china, Date.parse(from), minutes * 60)).toBe(Date.parse(expected));
  });

  test('skipping a holiday keeps no time of day', () => {
    const late = addWorking(china, Date.parse('2026-09-30T17:59+08:00'), 120);
    expect(late).toBe(Date.parse('2026-10-08T09:01+08:00'));
  });
});

describe('clocks that are put forward and back', () => {
  const hours = (timeZone: string, date: string, next: string, ...day: [string, string]) =>
    workingBetween(
      compileCalendar({ timeZone, week: { sun: [day] } }),
      Date.parse(date) - 43_200_000,
      Date.parse(next) + 43_200_000,
    ) / 3600;

  test('one to five holds three hours on the day of the gap and five on the day of the overlap', () => {
    expect(hours('Europe/Berlin', '2026-03-29', '2026-03-30', '01:00', '05:00')).toBe(3);
    expect(hours('Europe/Berlin', '2026-10-25', '2026-10-26', '01:00', '05:00')).toBe(5);
  });

  test.each([
    ['Europe/Berlin', '2026-03-28T23:00Z', '2026-03-29T22:00Z', 23],
    ['Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T23:00Z', 25],
    ['America/New_York', '2026-03-08T05:00Z', '2026-03-09T04:00Z', 23],
    ['America/New_York', '2026-11-01T04:00Z', '2026-11-02T05:00Z', 25],
  ])('round the clock in %s the local day from %s to %s has %s hours', (timeZone, from, to, expected) => {
    const elapsed = workingBetween(alwaysOpen(timeZone), Date.parse(from), Date.parse(to));
    expect(elapsed / 3600).toBe(expected);
  });

  test('round the clock counts elapsed time over the overlap', () => {
    expect(due(alwaysOpen('Europe/Berlin'), '2026-10-24T21:00Z', 300)).toBe('2026-10-25T02:00Z');
  });

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
