import { expect, test } from 'vitest';
import { hourMark } from './hour-mark.ts';
import { newId } from './ids.ts';

const noon = Date.parse('2026-03-02T12:00:00Z');

test('is the same within an hour, and another in the next', () => {
  const marks = [0, 1, 59 * 60_000, 3_599_999, 3_600_000].map((later) => hourMark(noon + later));
  expect(new Set(marks.slice(0, 4)).size).toBe(1);
  expect(marks[4]).not.toBe(marks[0]);
});

test('no two hours of a century have the same, and they rise', () => {
  const marks = Array.from({ length: 100 * 365 * 24 }, (_, hour) => hourMark(hour * 3_600_000));
  expect(marks.every((mark, i) => i === 0 || mark > (marks[i - 1] ?? ''))).toBe(true);
});

test('is how ids of the hour begin', () => {
  const now = Date.now();
  const made = newId('event').slice(4, 10);
  expect(made >= hourMark(now)).toBe(true);
  expect(made <= hourMark(now + 3_600_000)).toBe(true);
  expect(hourMark(now)).toMatch(/^[0-7][0-9a-hjkmnp-tv-z]{5}$/);
});

test('a time before 1970 counts as its first hour', () => {
  expect(hourMark(-1)).toBe('000000');
});
