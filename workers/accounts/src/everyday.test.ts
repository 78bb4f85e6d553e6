import { mountedIn } from '@keyline/http';
import { expect, test } from 'vitest';
import { domain } from './app.ts';
import { everyday } from './everyday.ts';

test('what is asked for every day is a part of the whole, with the same bindings', () => {
  expect(everyday.operations.filter((one) => !domain.operations.includes(one))).toEqual([]);
  expect([everyday.name, everyday.env]).toEqual([domain.name, domain.env]);
});

test('nothing of the rest stands at a path that answers every day', () => {
  const isEveryday = mountedIn(everyday.operations);
  const rest = domain.operations.filter((one) => !everyday.operations.includes(one));
  const hidden = rest.filter(({ method, path }) => isEveryday(method, path.replace(/[{}]/g, '')));
  expect(hidden.map(({ id }) => id)).toEqual([]);
});
