import { expect, test } from 'vitest';
import { chineseExceptions } from './china.ts';
import { officeCalendar } from './standard.ts';
import { isAssumed, withYear, workingDays, yearChanges } from './years.ts';

const office = officeCalendar('Asia/Shanghai');

test('a year that is loaded is known, and takes the place of what the calendar had for it', () => {
  const once = withYear(office, 2026, [{ date: '2026-05-01', working: false }]);
  const twice = withYear(withYear(once, 2025, chineseExceptions(2025)), 2026, chineseExceptions(2026));
  expect(twice.knownYears).toEqual([2025, 2026]);
  expect([workingDays(office, 2026), workingDays(once, 2026), workingDays(twice, 2026)]).toEqual([
    261, 260, 248,
  ]);
  expect(workingDays(twice, 2025)).toBe(248);
});

test('what a year changes is told date by date', () => {
  const before = withYear(office, 2026, [
    { date: '2026-05-01', working: false, name: '劳动节' },
    { date: '2026-05-04', working: false },
    { date: '2026-05-05', working: false },
  ]);
  const after = withYear(before, 2026, [
    { date: '2026-05-01', working: false, name: '劳动节' },
    { date: '2026-05-04', working: true, intervals: [['09:00', '12:00']] },
    { date: '2026-05-09', working: true },
  ]);
  const changes = yearChanges(before, after);
  expect(changes.added.map(({ date }) => date)).toEqual(['2026-05-09']);
  expect(changes.changed.map((one) => [one.before.working, one.after.working])).toEqual([[false, true]]);
  expect(changes.removed.map(({ date }) => date)).toEqual(['2026-05-05']);
});

test('a stretch of time is assumed as soon as one of its years is not known', () => {
  const known = withYear(office, 2026, []);
  const at = (text: string) => Date.parse(text);
  expect(isAssumed(known, at('2026-01-01'), at('2026-12-31'))).toBe(false);
  expect(isAssumed(known, at('2026-12-31'), at('2027-01-01'))).toBe(true);
  expect(isAssumed(office, at('1999-01-01'), at('2099-01-01'))).toBe(false);
});
