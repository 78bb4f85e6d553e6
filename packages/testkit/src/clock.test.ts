import { expect, test } from 'vitest';
import { createTestClock } from './clock.ts';

test('stands still until it is moved', () => {
  const clock = createTestClock('2026-03-02T01:30:00Z');
  expect(clock.now()).toBe(Date.UTC(2026, 2, 2, 1, 30));
  clock.advance(90_000);
  expect(clock.now()).toBe(Date.UTC(2026, 2, 2, 1, 31, 30));
});

test('starts at milliseconds too, and at no nonsense', () => {
  expect(createTestClock(5).now()).toBe(5);
  expect(() => createTestClock('yesterday')).toThrow('yesterday');
});
