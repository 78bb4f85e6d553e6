import { accounts } from '@keyline/schema';
import { describe, expect, test } from 'vitest';
import type { ListAsked, ListShape } from './list-shape.ts';
import { mayLead } from './list-sources.ts';
import { listStatement } from './visible-list.ts';

const row = { id: accounts.id };
const shape: ListShape<typeof row> = {
  table: accounts,
  row,
  permission: 'accounts.read',
  sorts: {
    createdAt: { column: accounts.createdAt, index: 'accounts_by_created_at' },
    grid: { column: accounts.gridId, index: 'accounts_by_grid' },
    monthlySpend: { column: accounts.monthlySpendSort, index: 'accounts_by_monthly_spend' },
  },
  id: accounts.id,
  filters: {
    grade: {
      column: accounts.grade,
      test: 'any',
      indexes: { createdAt: 'accounts_by_grade' },
      except: 'none',
    },
    presence: { column: accounts.presence, test: 'any' },
  },
};

const asked: ListAsked = {
  sort: 'createdAt',
  descending: true,
  after: false,
  filters: [],
  leading: [],
  single: [],
  searched: false,
};

describe('a list is refused when it is made', () => {
  test.each([
    ['with a sort that it does not have', { sort: 'name' }, 'the list has no sort name'],
    ['with a filter that it does not have', { filters: ['kind'] }, 'the list has no filter kind'],
    [
      'with a sort by what may be NULL, behind which a cursor would find nothing',
      { sort: 'grid' },
      'grid may be NULL, which stands nowhere in a page',
    ],
  ])('%s', (_, part, message) => {
    expect(() => listStatement(shape, { ...asked, ...part })).toThrow(message);
  });

  test('and not with a generated column, which says what NULL is sorted as', () => {
    expect(listStatement(shape, { ...asked, sort: 'monthlySpend' }).statement.sql).toContain(
      'accounts_by_monthly_spend',
    );
  });
});

test('a filter leads the walk where it has an index that holds all the values given', () => {
  const { grade, presence } = shape.filters;
  expect(mayLead(grade, ['A', 'strategic'])).toBe(true);
  expect(mayLead(grade, ['A', 'none'])).toBe(false);
  expect(mayLead(presence, ['existing'])).toBe(false);
  expect(mayLead(undefined, ['existing'])).toBe(false);
});
