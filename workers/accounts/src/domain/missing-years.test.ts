import { isId, newId } from '@keyline/kernel';
import { expect, test } from 'vitest';
import { missingYearEventId, yearDue } from './missing-years.ts';

test.each([
  ['2026-09-30T23:59:59Z', 2026],
  ['2026-10-01T00:00:00Z', 2027],
  ['2027-01-01T00:00:00Z', 2027],
])('at %s the holidays of %i have to be known', (now, year) => {
  expect(yearDue(Date.parse(now))).toBe(year);
});

test('each year of each calendar is told of by one event of its own', () => {
  const [one, other] = [newId('calendar'), newId('calendar')];
  const ids = [one, other].flatMap((id) => [2027, 2028].map((year) => missingYearEventId(id, year)));
  expect(new Set(ids).size).toBe(4);
  expect(ids.every((id) => isId('event', id))).toBe(true);
  expect(missingYearEventId(one, 2027)).toBe(ids[0]);
});
