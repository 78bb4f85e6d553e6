import { expect, test } from 'vitest';
import { createTally } from './tally.ts';

test('each key is counted for itself', () => {
  const tally = createTally(10);
  expect([tally.add('a'), tally.add('b'), tally.add('a')]).toEqual([1, 1, 2]);
  expect([tally.countOf('a'), tally.countOf('b'), tally.countOf('c')]).toEqual([2, 1, 0]);
  tally.clear();
  expect([tally.countOf('a'), tally.add('a')]).toEqual([0, 1]);
});

test('new keys without number leave a high count where it is', () => {
  const tally = createTally(100);
  for (let n = 0; n < 1000; n += 1) tally.add('often');
  for (let n = 0; n < 10_000; n += 1) tally.add(`once ${n}`);
  expect(tally.add('often')).toBe(1001);
});

/** The same numbers below `end` each time: some come often, most seldom. */
function drawn(seed: number, count: number, end: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const even = state / 2 ** 32;
    return Math.floor(even * even * end);
  });
}

test.each([1, 2, 3, 5, 8, 13, 20])(
  'with %i places no count is too low, and none too high by more than everything divided by them',
  (most) => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const tally = createTally(most);
      const exact = new Map<number, number>();
      for (const [index, key] of drawn(seed, 400, 14).entries()) {
        const real = (exact.get(key) ?? 0) + 1;
        exact.set(key, real);
        expect(tally.add(String(key))).toBeGreaterThanOrEqual(real);
        for (const known of exact.keys()) {
          const over = tally.countOf(String(known)) - (exact.get(known) ?? 0);
          if (over < 0 || over > (index + 1) / most) expect.fail(`seed ${seed}: ${known} is off by ${over}`);
        }
      }
    }
  },
);
