import { expect, test } from 'vitest';
import { categories, categoryKeys } from './categories.ts';

test('there are nineteen categories of business, the dedicated lines first, each with a name of its own', () => {
  expect(categoryKeys).toHaveLength(19);
  expect(categoryKeys.slice(0, 4)).toEqual(['internet_line', 'data_line', 'voice_line', 'sdwan']);
  for (const locale of ['en', 'zh-CN'] as const) {
    expect(new Set(categoryKeys.map((key) => categories[key][locale])).size).toBe(19);
  }
});
