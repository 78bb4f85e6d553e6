import { expect, test } from 'vitest';
import { nextAttemptAt } from './schedule.ts';

const after = (tries: number, chance = 0) => nextAttemptAt('webhook', tries, { now: 0, chance });

test('a webhook is tried ten times over three days, then not any more', () => {
  const pauses = Array.from({ length: 9 }, (_, failed) => after(failed + 1) ?? 0);
  const days = pauses.reduce((sum, pause) => sum + pause, 0) / 86_400_000;
  expect(days).toBeGreaterThan(3);
  expect(days).toBeLessThan(3.5);
  expect([...pauses].sort((a, b) => a - b)).toEqual(pauses);
  expect(after(10)).toBeUndefined();
});

test('what failed together does not come again together', () => {
  expect(after(2, 1)).toBe((after(2) ?? 0) * 1.2);
});

test('a receiver that asks for time gets it, one that asks for less does not', () => {
  const asked = (retryAfterMs: number) => nextAttemptAt('sms', 2, { now: 1000, chance: 0, retryAfterMs });
  expect(asked(600_000)).toBe(601_000);
  expect(asked(1)).toBe(61_000);
});
