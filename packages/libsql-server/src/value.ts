import { ProtocolError } from './errors.ts';
import { fieldsOf, type JsonObject } from './json-fields.ts';

/** A value as SQLite holds it: INTEGER is bigint, REAL is number. */
export type SqlValue = null | bigint | number | string | Uint8Array;

/** A number that JSON.stringify writes by itself, or one spelled out because it would lose it. */
type WireNumber = number | { rawJSON: string };

/** A value in Hrana JSON. Integers are strings, since JSON readers lose digits above 2^53. */
export type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: WireNumber }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string };

const NULL: WireValue = { type: 'null' };
const INTEGER_TEXT = /^[+-]?\d{1,19}$/;
const BASE64_TEXT = /^[A-Za-z0-9+/]*={0,2}$/;
const rawJson = (JSON as unknown as { rawJSON(text: string): { rawJSON: string } }).rawJSON;

/** @throws ProtocolError when the value has no known type or does not fit it */
export function decodeValue(input: unknown): SqlValue {
  const value = fieldsOf(input, 'value');
  switch (value.type) {
    case 'null':
      return null;
    case 'integer':
      return decodeInteger(value);
    case 'float':
      if (typeof value.value !== 'number') throw new ProtocolError('A float value must be a JSON number');
      return value.value;
    case 'text':
      return decodeText(value);
    case 'blob':
      return decodeBlob(value);
    default:
      throw new ProtocolError('Value type not recognized');
  }
}

function decodeInteger({ value }: JsonObject): bigint {
  const isSpelled = typeof value === 'string' && INTEGER_TEXT.test(value);
  if (!isSpelled && !Number.isSafeInteger(value))
    throw new ProtocolError('An integer value must be a string of digits');
  const integer = BigInt(value as string | number);
  if (BigInt.asIntN(64, integer) !== integer) throw new ProtocolError('An integer value must fit 64 bits');
  return integer;
}

function decodeText({ value }: JsonObject): string {
  if (typeof value !== 'string') throw new ProtocolError('A text value must be a string');
  if (!value.isWellFormed()) throw new ProtocolError('A text value must not hold a lone surrogate');
  return value;
}

function decodeBlob({ base64 }: JsonObject): Uint8Array {
  if (typeof base64 !== 'string' || !BASE64_TEXT.test(base64))
    throw new ProtocolError('A blob value must be base64');
  return Buffer.from(base64, 'base64');
}

export function encodeValue(value: SqlValue): WireValue {
  if (value === null) return NULL;
  switch (typeof value) {
    case 'bigint':
      return { type: 'integer', value: value.toString() };
    case 'number':
      return { type: 'float', value: encodeNumber(value) };
    case 'string':
      return { type: 'text', value };
    default:
      return { type: 'blob', base64: Buffer.from(value).toString('base64').replace(/=+$/, '') };
  }
}

/** JSON.stringify turns an infinity into null and -0 into 0; as literals both survive every JSON reader. */
function encodeNumber(value: number): WireNumber {
  if (Object.is(value, -0)) return rawJson('-0.0');
  if (value === Number.POSITIVE_INFINITY) return rawJson('1e999');
  if (value === Number.NEGATIVE_INFINITY) return rawJson('-1e999');
  return value;
}

/** Roughly the bytes that a value takes in the answer; enough to keep answers within their limit. */
export function wireSize(value: SqlValue): number {
  if (typeof value === 'string') return 26 + value.length;
  if (value instanceof Uint8Array) return 26 + Math.ceil((value.length * 4) / 3);
  return 40;
}
