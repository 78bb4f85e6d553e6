import { ProtocolError } from './errors.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws ProtocolError when the input is no JSON object */
export function fieldsOf(input: unknown, what: string): JsonObject {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ProtocolError(`Expected a JSON object as ${what}`);
  }
  return input as JsonObject;
}

/** @returns the list, or an empty one when it is absent */
export function listOf(input: unknown, what: string): readonly unknown[] {
  if (input === undefined || input === null) return [];
  if (!Array.isArray(input)) throw new ProtocolError(`Expected a JSON array as ${what}`);
  return input;
}

export function textOf(input: unknown, what: string): string {
  if (typeof input !== 'string') throw new ProtocolError(`Expected a string as ${what}`);
  return input;
}

/** @returns undefined when the field is absent or null */
export function optionalTextOf(input: unknown, what: string): string | undefined {
  return input === undefined || input === null ? undefined : textOf(input, what);
}

export function integerOf(input: unknown, what: string): number {
  if (!Number.isSafeInteger(input)) throw new ProtocolError(`Expected an integer as ${what}`);
  return input as number;
}
