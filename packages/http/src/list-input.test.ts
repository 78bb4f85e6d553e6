import { ProblemError } from '@keyline/kernel';
import { expect, test } from 'vitest';
import { type ListOffer, nextCursorOf, pageAsked } from './list-input.ts';

const offer = (id: string): ListOffer => ({
  id,
  filters: {},
  searchable: false,
  defaultOrder: '-createdAt',
  orderBy: {},
  sorts: ['createdAt'],
  csv: false,
});

test('a cursor goes on in its own list, and in no other one of the same order', () => {
  const cursor = nextCursorOf(pageAsked({}, offer('listAccounts'), null), [1, 'acc_1']);
  expect(pageAsked({ cursor }, offer('listAccounts'), null).after).toEqual([1, 'acc_1']);
  expect(() => pageAsked({ cursor }, offer('listUsers'), null)).toThrow(ProblemError);
});
