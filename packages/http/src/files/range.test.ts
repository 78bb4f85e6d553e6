import { expect, test } from 'vitest';
import { rangeOf } from './range.ts';

test.each([
  ['bytes=0-9', { offset: 0, length: 10 }],
  ['bytes=90-', { offset: 90, length: 10 }],
  ['bytes=90-200', { offset: 90, length: 10 }],
  ['bytes=-10', { offset: 90, length: 10 }],
  ['bytes=-200', { offset: 0, length: 100 }],
  ['bytes=99-99', { offset: 99, length: 1 }],
])('of 100 bytes, %s is a part', (header, range) => {
  expect(rangeOf(header, 100)).toEqual(range);
});

test.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('of 100 bytes, %s is nothing', (header) => {
  expect(rangeOf(header, 100)).toBe('unsatisfiable');
});

test.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b'])(
  '%s asks for the whole',
  (header) => {
    expect(rangeOf(header, 100)).toBeUndefined();
  },
);

test('an empty file has no part', () => {
  expect(['bytes=0-', 'bytes=-1'].map((header) => rangeOf(header, 0))).toEqual(
    Array.from({ length: 2 }, () => 'unsatisfiable'),
  );
});
