import { describe, expect, test } from 'vitest';
import { luck } from './luck.ts';
import { pastOf } from './times.ts';

/** Weekday and hour on the clocks of the demo's city. */
function shanghai(at: number): { readonly day: number; readonly hour: number } {
  const local = new Date(at + 8 * 3_600_000);
  return { day: local.getUTCDay(), hour: local.getUTCHours() + local.getUTCMinutes() / 60 };
}

describe.each([
  '2026-11-27T05:11:00+08:00',
  '2026-11-27T10:30:00+08:00',
  '2026-11-27T23:50:00+08:00',
  '2026-11-29T12:00:00+08:00',
])('loaded at %s', (loadedAt) => {
  const now = Date.parse(loadedAt);
  const past = pastOf(now, luck(7));

  test('everything took place in office hours of working days, and nothing in the future', () => {
    for (let days = 0; days < 60; days += 1) {
      const begun = past.daysAgo(days);
      for (const at of [begun, past.later(begun, 3), past.later(past.later(begun, 4), 13)]) {
        const { day, hour } = shanghai(at);
        expect(at).toBeLessThanOrEqual(now);
        expect([1, 2, 3, 4, 5]).toContain(day);
        expect(hour).toBeGreaterThanOrEqual(9);
        expect(hour).toBeLessThanOrEqual(18);
      }
    }
  });

  test('what is not done in the evening goes on in the morning, after the weekend too', () => {
    const friday = Date.parse('2026-11-20T17:00:00+08:00');
    expect(past.later(friday, 0.5)).toBe(Date.parse('2026-11-20T17:30:00+08:00'));
    expect(past.later(friday, 3)).toBe(Date.parse('2026-11-23T11:00:00+08:00'));
    expect(past.later(friday, 12)).toBe(Date.parse('2026-11-24T11:00:00+08:00'));
  });

  test('what would be later than now stands at the last moment at which somebody was at work', () => {
    const begun = past.daysAgo(0);
    const at = past.later(begun, 100);
    expect(at).toBeGreaterThanOrEqual(begun);
    expect(past.later(at, 1)).toBe(at);
  });
});
