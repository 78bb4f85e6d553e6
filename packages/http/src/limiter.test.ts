import { expect, test } from 'vitest';
import { createLimiter, limitHeaders } from './limiter.ts';

const minute = Date.UTC(2026, 2, 2, 1, 30);
const perMinute = (limit: number) => ({ policy: 'default', limit, windowSeconds: 60 });
const shown = { policy: 'default', windowSeconds: 60, limit: 2 };

test('so many requests of one principal pass in a minute, and the next minute starts anew', () => {
  const limiter = createLimiter(perMinute(2));
  expect(limiter.take('a', minute)).toEqual({ ...shown, allowed: true, remaining: 1, resetSeconds: 60 });
  expect(limiter.take('a', minute + 30_500)).toEqual({
    ...shown,
    allowed: true,
    remaining: 0,
    resetSeconds: 30,
  });
  expect(limiter.take('a', minute + 59_999)).toEqual({
    ...shown,
    allowed: false,
    remaining: 0,
    resetSeconds: 1,
  });
  expect(limiter.take('a', minute + 60_000)).toMatchObject({ allowed: true, remaining: 1, resetSeconds: 60 });
});

test('one principal does not use up what another one has', () => {
  const limiter = createLimiter(perMinute(1));
  limiter.take('a', minute);
  expect(limiter.take('a', minute).allowed).toBe(false);
  expect(limiter.take('b', minute).allowed).toBe(true);
});

test('principals without number neither fill the memory nor give anybody a new start', () => {
  const limiter = createLimiter(perMinute(3), 100);
  for (let n = 1; n <= 3; n += 1) expect(limiter.take('first', minute).allowed).toBe(true);
  for (let n = 0; n < 150; n += 1) limiter.take(`p${n}`, minute);
  expect(limiter.take('first', minute).allowed).toBe(false);
  expect(limiter.take('new', minute).allowed).toBe(true);
  expect(limiter.take('first', minute + 60_000).allowed).toBe(true);
});

test('a look counts nothing, and says whether once more would be allowed', () => {
  const limiter = createLimiter(perMinute(1));
  expect(limiter.look('a', minute)).toMatchObject({ allowed: true, remaining: 1 });
  limiter.take('a', minute);
  expect(limiter.look('a', minute)).toMatchObject({ allowed: false, remaining: 0 });
  expect(limiter.look('a', minute + 60_000)).toMatchObject({ allowed: true, remaining: 1 });
});

test('a window may be longer than a minute', () => {
  const limiter = createLimiter({ policy: 'sign-up', limit: 1, windowSeconds: 3600 });
  limiter.take('a', minute);
  expect(limiter.take('a', minute + 60_000)).toMatchObject({ allowed: false, resetSeconds: 1740 });
  expect(limiter.take('a', minute + 1_800_000).allowed).toBe(true);
});

test('the headers say the quota, its window, what is left and when it is full again', () => {
  const counted = { policy: 'default', limit: 600, windowSeconds: 60 };
  const allowance = { ...counted, allowed: true, remaining: 12, resetSeconds: 7 };
  expect(limitHeaders(allowance)).toEqual({
    'RateLimit-Policy': '"default";q=600;w=60',
    RateLimit: '"default";r=12;t=7',
  });
});
