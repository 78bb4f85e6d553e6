import { expect, test } from 'vitest';
import { createRecent } from './recent.ts';

test('what was seen is remembered for its time, from the last time it was seen', () => {
  const recent = createRecent(1000);
  expect(recent.has('a', 0)).toBe(false);
  recent.add('a', 0);
  expect([recent.has('a', 999), recent.has('a', 1000), recent.has('b', 0)]).toEqual([true, false, false]);
  recent.add('a', 900);
  expect(recent.has('a', 1899)).toBe(true);
  recent.delete('a');
  expect(recent.has('a', 900)).toBe(false);
});

test('of too much the oldest is forgotten', () => {
  const recent = createRecent(1000, 2);
  for (const key of ['a', 'b', 'a', 'c']) recent.add(key, 0);
  expect(['a', 'b', 'c'].map((key) => recent.has(key, 0))).toEqual([true, false, true]);
});
