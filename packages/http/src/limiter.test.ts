import { expect, test } from 'vitest';
import { createLimiter, limitHeaders } from './limiter.ts';

const minute = Date.UTC(2026, 2, 2, 1, 30);

test('so many requests of one principal pass in a minute, and the next minute starts anew', () => {
  const limiter = createLimiter(2);
  expect(limiter.take('a', minute)).toEqual({ allowed: true, limit: 2, remaining: 1, resetSeconds: 60 });
  expect(limiter.take('a', minute + 30_500)).toEqual({
    allowed: true,
    limit: 2,
    remaining: 0,
    resetSeconds: 30,
  });
  expect(limiter.take('a', minute + 59_999)).toEqual({
    allowed: false,
    limit: 2,
    remaining: 0,
    resetSeconds: 1,
  });
  expect(limiter.take('a', minute + 60_000)).toMatchObject({ allowed: true, remaining: 1, resetSeconds: 60 });
});

test('one principal does not use up what another one has', () => {
  const limiter = createLimiter(1);
  limiter.take('a', minute);
  expect(limiter.take('a', minute).allowed).toBe(false);
  expect(limiter.take('b', minute).allowed).toBe(true);
});

test('principals without number do not fill the memory', () => {
  const limiter = createLimiter(1);
  limiter.take('first', minute);
  for (let n = 0; n <= 10_000; n += 1) limiter.take(`p${n}`, minute);
  expect(limiter.take('first', minute).allowed).toBe(true);
});

test('the headers say the quota, its window, what is left and when it is full again', () => {
  const allowance = { allowed: true, limit: 600, remaining: 12, resetSeconds: 7 };
  expect(limitHeaders(allowance)).toEqual({
    'RateLimit-Policy': '"default";q=600;w=60',
    RateLimit: '"default";r=12;t=7',
  });
});
