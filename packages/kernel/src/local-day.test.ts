import { expect, test } from 'vitest';
import { dayAfter, dayAt, endOfDay, startOfDay } from './local-day.ts';

test.each([
  ['2026-03-31', 'Asia/Shanghai', '2026-03-31T16:00:00Z'],
  ['2026-12-31', 'UTC', '2027-01-01T00:00:00Z'],
  ['2026-02-28', 'America/New_York', '2026-03-01T05:00:00Z'],
  ['2026-03-28', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['2026-06-30', 'Asia/Kathmandu', '2026-06-30T18:15:00Z'],
])('%s is over in %s at %s', (day, zone, instant) => {
  expect(new Date(endOfDay(day, zone)).toISOString()).toBe(new Date(instant).toISOString());
});

test.each([
  ['2026-11-25T15:59:59Z', 'Asia/Shanghai', '2026-11-25'],
  ['2026-11-25T16:00:00Z', 'Asia/Shanghai', '2026-11-26'],
  ['2026-12-31T23:30:00Z', 'Europe/Berlin', '2027-01-01'],
  ['2026-07-01T02:00:00Z', 'America/New_York', '2026-06-30'],
])('at %s it is in %s the day %s', (instant, zone, day) => {
  expect(dayAt(Date.parse(instant), zone)).toBe(day);
});

test('a day begins where the one before ends, also where clocks change', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2026-11-26']) {
    const [start, end] = [startOfDay(day, 'Europe/Berlin'), endOfDay(day, 'Europe/Berlin')];
    expect(dayAt(start, 'Europe/Berlin')).toBe(day);
    expect(dayAt(start - 1, 'Europe/Berlin')).toBe(dayAfter(day, -1));
    expect(dayAt(end, 'Europe/Berlin')).toBe(dayAfter(day, 1));
  }
});
