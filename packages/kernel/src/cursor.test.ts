import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CursorKey, decodeCursor, encodeCursor } from './cursor.ts';

const key: fc.Arbitrary<CursorKey> = fc.oneof(
  // No text of a record holds a zero character: a cursor with one is damaged.
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.constant(null),
);
const keys = fc.array(key, { maxLength: 5 });
const shape = fc.string({ unit: 'binary' });

describe('a cursor', () => {
  test('gives back its keys', () => {
    fc.assert(
      fc.property(shape, keys, (list, given) => {
        expect(decodeCursor(list, encodeCursor(list, given), given.length)).toEqual(given);
      }),
    );
  });

  test('travels in a URL as it is', () => {
    fc.assert(
      fc.property(shape, keys, (list, given) => {
        expect(encodeCursor(list, given)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  test('is of no use to another list', () => {
    fc.assert(
      fc.property(shape, shape, keys, (list, other, given) => {
        fc.pre(list !== other);
        expect(decodeCursor(other, encodeCursor(list, given), given.length)).toBeUndefined();
      }),
    );
  });

  test('is of no use where more or fewer keys are wanted', () => {
    fc.assert(
      fc.property(shape, keys, fc.nat(8), (list, given, length) => {
        fc.pre(length !== given.length);
        expect(decodeCursor(list, encodeCursor(list, given), length)).toBeUndefined();
      }),
    );
  });

  test('with a place replaced, cut off or added is refused or names a place of the same form', () => {
    const tampering = fc.record({ at: fc.nat(), cut: fc.nat(3), put: fc.string({ maxLength: 3 }) });
    fc.assert(
      fc.property(shape, keys, tampering, (list, given, { at, cut, put }) => {
        const cursor = encodeCursor(list, given);
        const place = at % (cursor.length + 1);
        const tampered = cursor.slice(0, place) + put + cursor.slice(place + cut);
        const read = decodeCursor(list, tampered, given.length);
        if (read === undefined) return;
        expect(read).toHaveLength(given.length);
        for (const part of read)
          expect(part === null || ['string', 'number'].includes(typeof part)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test('that is any text at all is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeCursor('accounts', text, 1)).toBeUndefined();
      }),
    );
  });

  test.each([
    ['an object', { 0: 1, length: 2 }],
    ['a nested list', [0x811c9dc5, [1]]],
    ['a truth value', [0x811c9dc5, true]],
    ['a number', 5],
    ['nothing', null],
  ])('that holds %s is refused', (_, json) => {
    expect(decodeCursor('', btoa(JSON.stringify(json)), 1)).toBeUndefined();
  });

  test('that holds a number beyond all bounds is refused', () => {
    expect(decodeCursor('', btoa('[2166136261,1e999]'), 1)).toBeUndefined();
    expect(decodeCursor('', btoa('[2166136261,1e9]'), 1)).toEqual([1e9]);
  });
});
