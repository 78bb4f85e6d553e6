import { expect, test } from 'vitest';
import { isWithin, mayStandBelow, pathBelow } from './org-tree.ts';

test('a unit stands below any kind above it: a small branch has grids without departments', () => {
  expect(mayStandBelow('branch', 'company')).toBe(true);
  expect(mayStandBelow('grid', 'branch')).toBe(true);
});

test('nothing stands below its own kind or a smaller one', () => {
  expect(mayStandBelow('branch', 'branch')).toBe(false);
  expect(mayStandBelow('branch', 'grid')).toBe(false);
  expect(mayStandBelow('company', 'branch')).toBe(false);
});

test('a unit is within itself and whatever it stands below, and nothing else', () => {
  const branch = { path: pathBelow({ path: 'org_1/' }, 'org_2') };
  const grid = { path: pathBelow(branch, 'org_3') };
  const namesake = { path: pathBelow({ path: 'org_1/' }, 'org_23') };
  expect(grid.path).toBe('org_1/org_2/org_3/');
  expect([isWithin(grid, branch), isWithin(branch, branch)]).toEqual([true, true]);
  expect([isWithin(branch, grid), isWithin(namesake, branch)]).toEqual([false, false]);
});
