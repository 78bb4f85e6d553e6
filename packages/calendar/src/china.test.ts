import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chineseExceptions, chineseYears } from './china.ts';
import { startingCalendar } from './standard.ts';

test('every date is named once, and every make-up day is a Saturday or a Sunday', () => {
  const all = chineseYears.flatMap(chineseExceptions);
  expect(new Set(all.map(({ date }) => date)).size).toBe(all.length);
  const made = all.filter(({ working }) => working).map(({ date }) => new Date(date).getUTCDay());
  expect(made.every((day) => day === 0 || day === 6)).toBe(true);
  expect(chineseExceptions(2023)).toEqual([]);
});

const published = new URL('../../../../shared/data/holiday-cn/', import.meta.url);
const isPublished = existsSync(published);
if (!isPublished)
  console.warn('The published Chinese holidays are skipped: ../shared/data/holiday-cn is absent.');

// The published tables are no part of the project.
test.skipIf(!isPublished)('the dates are those that others publish', () => {
  for (const year of chineseYears) {
    const { days } = JSON.parse(readFileSync(new URL(`${year}.json`, published), 'utf8')) as {
      days: readonly { date: string; isOffDay: boolean }[];
    };
    const theirs = days.map(({ date, isOffDay }) => [date, !isOffDay]);
    expect(chineseExceptions(year).map(({ date, working }) => [date, working])).toEqual(theirs);
  }
});

test('a tenant begins with Chinese holidays where it speaks Chinese or lives by the time of China', () => {
  expect(startingCalendar('zh-CN', 'Asia/Urumqi')).toMatchObject({
    timeZone: 'Asia/Urumqi',
    knownYears: chineseYears,
  });
  expect(startingCalendar('en', 'Asia/Shanghai').knownYears).toEqual(chineseYears);
  expect(startingCalendar('en', 'Europe/Berlin')).toMatchObject({
    timeZone: 'Europe/Berlin',
    exceptions: [],
  });
  expect(startingCalendar('en', 'Europe/Berlin').knownYears).toBeUndefined();
});
