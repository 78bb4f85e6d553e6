import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeValue, encodeValue, type SqlValue } from './value.ts';

const sqlValue: fc.Arbitrary<SqlValue> = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true }),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array(),
);

function overTheWire(value: SqlValue): SqlValue {
  return decodeValue(JSON.parse(JSON.stringify(encodeValue(value))));
}

/** Buffers and plain byte arrays compare by their bytes. */
function comparable(value: SqlValue): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}

describe('values on the wire', () => {
  test('every value comes back as it was, with its type', () => {
    fc.assert(
      fc.property(sqlValue, (value) => {
        expect(comparable(overTheWire(value))).toStrictEqual(comparable(value));
      }),
    );
  });

  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, Number.MAX_VALUE, Number.MIN_VALUE])(
    'the number %d survives JSON',
    (value) => expect(overTheWire(value)).toBe(value),
  );

  test('integers travel as strings and blobs without padding', () => {
    expect(encodeValue(9_223_372_036_854_775_807n)).toEqual({
      type: 'integer',
      value: '9223372036854775807',
    });
    expect(encodeValue(new Uint8Array([1]))).toEqual({ type: 'blob', base64: 'AQ' });
  });

  test('an integer may also be written as a safe JSON number', () => {
    expect(decodeValue({ type: 'integer', value: 7 })).toBe(7n);
  });

  test.each([
    ['a boolean type', { type: 'boolean', value: true }],
    ['a boolean as float', { type: 'float', value: true }],
    ['a boolean as text', { type: 'text', value: false }],
    ['a boolean as integer', { type: 'integer', value: true }],
    ['an integer beyond 64 bits', { type: 'integer', value: '9223372036854775808' }],
    ['an integer with a fraction', { type: 'integer', value: '1.5' }],
    ['an unsafe JSON number as integer', { type: 'integer', value: 2 ** 53 }],
    ['a number as text', { type: 'text', value: 1 }],
    ['half a surrogate pair', { type: 'text', value: '\ud800' }],
    ['a blob that is not base64', { type: 'blob', base64: '*' }],
    ['no type', {}],
    ['no object', 1],
  ])('%s is refused', (_, input) => {
    expect(() => decodeValue(input)).toThrow(expect.objectContaining({ name: 'ProtocolError', status: 400 }));
  });
});
