import { expect, test } from 'vitest';
import { mayStandBelow } from './org-tree.ts';

test('a unit stands below any kind above it: a small branch has grids without departments', () => {
  expect(mayStandBelow('branch', 'company')).toBe(true);
  expect(mayStandBelow('grid', 'branch')).toBe(true);
});

test('nothing stands below its own kind or a smaller one', () => {
  expect(mayStandBelow('branch', 'branch')).toBe(false);
  expect(mayStandBelow('branch', 'grid')).toBe(false);
  expect(mayStandBelow('company', 'branch')).toBe(false);
});
