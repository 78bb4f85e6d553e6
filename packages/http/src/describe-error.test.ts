import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

const personal = '13812345678';

test('an error is told by its name and place, down to its causes, never by its words', () => {
  const cause = new RangeError(`cannot read ${personal}`, { cause: `quoting ${personal}` });
  const told = describeError(new TypeError(`no contact ${personal}`, { cause }));
  expect(told).toMatchObject({ name: 'TypeError', cause: { name: 'RangeError', cause: { name: 'string' } } });
  expect(told.stack).toMatch(/^ +at .*describe-error\.test/);
  expect(JSON.stringify(told)).not.toContain(personal);
});

test.each([
  `two lines\n${personal}`,
  `looks like a place\n    at ${personal}\n    at ${personal}`,
  `$& ${personal} $1`,
  '',
])('words of several lines are no place either: %j', (message) => {
  const told = describeError(new Error(message));
  expect(told.stack).toMatch(/^ +at /);
  expect(JSON.stringify(told)).not.toContain(personal);
});

test('what is thrown and is no error is told by its type', () => {
  expect(describeError(personal)).toEqual({ name: 'string' });
  expect(describeError({ mobile: personal })).toEqual({ name: 'object' });
  expect(describeError(undefined)).toEqual({ name: 'undefined' });
});

test('an error without a stack is told by its name', () => {
  const error = new Error(personal);
  delete error.stack;
  expect(describeError(error)).toEqual({ name: 'Error', stack: '' });
});
