import type { Value } from './statement.ts';

/** A value on the wire: whole numbers as text, since JSON readers lose digits above 2^53; bytes in base64. */
export type WireValue =
  | { readonly type: 'null' }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'blob'; readonly base64: string };

const nothing: WireValue = { type: 'null' };

/** Whole numbers become INTEGER and others REAL, booleans 1 and 0. Infinite ones are an error: JSON has none. */
export function toWire(given: Value): WireValue {
  if (given === null) return nothing;
  switch (typeof given) {
    case 'string':
      return { type: 'text', value: given };
    case 'boolean':
      return { type: 'integer', value: given ? '1' : '0' };
    case 'number':
      if (Number.isSafeInteger(given)) return { type: 'integer', value: String(given) };
      if (!Number.isFinite(given)) throw new RangeError(`${given} is no number that a database keeps`);
      return { type: 'float', value: given };
    default:
      return { type: 'blob', base64: base64Of(given) };
  }
}

/** A string, a number, null or an ArrayBuffer. A whole number that JavaScript cannot hold exactly is an error. */
export function fromWire(sent: WireValue): string | number | null | ArrayBuffer {
  switch (sent.type) {
    case 'null':
      return null;
    case 'text':
    case 'float':
      return sent.value;
    case 'integer': {
      const value = Number(sent.value);
      if (!Number.isSafeInteger(value)) throw new RangeError(`${sent.value} is too large to be exact`);
      return value;
    }
    case 'blob':
      return bytesOf(sent.base64);
    default:
      throw new TypeError('the database sent a value of an unknown type');
  }
}

/** Bytes that one call of `fromCharCode` takes. */
const pieceSize = 8192;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += pieceSize) {
    text += String.fromCharCode(...bytes.subarray(at, at + pieceSize));
  }
  return btoa(text);
}

function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer;
}
