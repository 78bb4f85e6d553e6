import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDate, parseInstant, systemClock, toInstant } from './clock.ts';

/** Every millisecond that the API can write. */
const milliseconds = fc.integer({
  min: Date.parse('0000-01-01T00:00:00.000Z'),
  max: Date.parse('9999-12-31T23:59:59.999Z'),
});

test('the system clock tells the real time', () => {
  const before = Date.now();
  const now = systemClock.now();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});

describe('instants', () => {
  test('what is written is read back', () => {
    fc.assert(
      fc.property(milliseconds, (at) => {
        expect(parseInstant(toInstant(at))).toBe(at);
      }),
    );
  });

  test('an offset moves the wall clock, not the instant', () => {
    const offsets = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 });
    fc.assert(
      fc.property(milliseconds, offsets, (at, minutes) => {
        const wall = at + minutes * 60_000;
        fc.pre(wall >= Date.parse('0000-01-01T00:00:00Z') && wall <= Date.parse('9999-12-31T23:59:59Z'));
        const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
        const offset = `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
        expect(parseInstant(toInstant(wall).replace('Z', offset))).toBe(at);
      }),
    );
  });

  test.each([
    ['2026-03-02T09:30:00+08:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02t01:30:00z', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T01:30:00-00:00', '2026-03-02T01:30:00.000Z'],
    ['2026-03-02T01:30:00.123999999Z', '2026-03-02T01:30:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(toInstant(parseInstant(text) ?? Number.NaN)).toBe(instant);
  });

  test.each([
    ['2026-02-29T00:00:00Z', 'a day that the year lacks'],
    ['2026-02-30T00:00:00Z', 'a day that no February has'],
    ['2026-04-31T00:00:00Z', 'a day that the month lacks'],
    ['2026-13-01T00:00:00Z', 'a month that does not exist'],
    ['2026-00-10T00:00:00Z', 'month zero'],
    ['2026-01-00T00:00:00Z', 'day zero'],
    ['2026-01-01T24:00:00Z', 'hour 24'],
    ['2026-01-01T23:60:00Z', 'minute 60'],
    ['2026-06-30T23:59:60Z', 'a leap second'],
    ['2026-01-01T00:00:00+24:00', 'an offset of a day'],
    ['2026-01-01T00:00:00+08:60', 'an offset of 60 minutes'],
    ['9999-12-31T23:59:59-00:01', 'an instant after the year 9999'],
    ['0000-01-01T00:00:00+00:01', 'an instant before the year 0'],
    ['2026-01-01T00:00:00', 'no offset'],
    ['2026-01-01 00:00:00Z', 'a space for the T'],
    ['2026-01-01T00:00Z', 'no seconds'],
    ['2026-01-01T00:00:00.Z', 'a fraction without digits'],
    ['2026-01-01T00:00:00.1234567890Z', 'ten digits of a fraction'],
    ['+012026-01-01T00:00:00Z', 'a year of six digits'],
    ['2026-01-01T00:00:00Z ', 'a space behind'],
    ['2026-01-01', 'only a day'],
    ['now', 'a word'],
    ['', 'nothing'],
  ])('%j is no instant: %s', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test('no text is read as anything but an instant that can be written again', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789-+:.TtZz') });
    const likely = fc.stringMatching(
      /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d(\.\d{1,3})?(Z|[+-][0-2]\d:[0-6]\d)$/,
    );
    fc.assert(
      fc.property(fc.oneof(digits, likely), (text) => {
        const at = parseInstant(text);
        if (at !== undefined) expect(parseInstant(toInstant(at))).toBe(at);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('days', () => {
  test('every day of the calendar is one', () => {
    fc.assert(
      fc.property(milliseconds, (at) => {
        expect(isDate(toInstant(at).slice(0, 10))).toBe(true);
      }),
    );
  });

  test('a month has exactly its days', () => {
    const years = fc.integer({ min: 0, max: 9999 });
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 99 }), (y, m, d) => {
        const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
        expect(isDate(text)).toBe(d >= 1 && d <= daysOf(y, m));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['2026-1-01', '2026-01-1', '20260101', '2026-01-01T00:00:00Z', ' 2026-01-01', '2026-02-29', ''])(
    '%j is no day',
    (text) => {
      expect(isDate(text)).toBe(false);
    },
  );
});

/** By the rule of the Gregorian calendar, not by what is tested. */
function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
