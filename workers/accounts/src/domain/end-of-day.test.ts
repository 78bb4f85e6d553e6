import { expect, test } from 'vitest';
import { endOfDay } from './end-of-day.ts';

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
