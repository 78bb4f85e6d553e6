import * as v from 'valibot';
import { expect, test } from 'vitest';
import { newSlugField, reservedSlugs } from './slugs.ts';

const fits = (slug: string) => v.safeParse(newSlugField, slug).success;

test.each(['abc', 'xian', 'xian-2', 'a-b-c', 'x10086', `x${'a'.repeat(39)}`])('%s may be a slug', (slug) => {
  expect(fits(slug)).toBe(true);
});

test.each([
  ...['', 'ab', 'Xian', '1xian', '-xian', 'xian-', 'xi--an', 'xn--abc', 'xi_an', 'xi.an', 'xi an', '西安市'],
  ...['xian\n', `x${'a'.repeat(40)}`],
])('%j may not', (slug) => {
  expect(fits(slug)).toBe(false);
});

test('every reserved name would otherwise be a slug', () => {
  expect([...reservedSlugs].filter((slug) => !fits(slug))).toEqual([]);
  expect([...reservedSlugs]).toEqual(
    expect.arrayContaining(['www', 'api', 'admin', 'status', 'docs', 'mail']),
  );
});
