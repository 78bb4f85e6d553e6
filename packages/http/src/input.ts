import { type InputError, ProblemError, pointerTo, refuseCommon } from '@keyline/kernel';
import * as v from 'valibot';
import { businessNow } from './caller.ts';
import { anObject, inputError, inputErrors } from './input-errors.ts';
import type { Entries, Incoming, Parsed, Schema } from './operation.ts';

/** Largest JSON body, bytes. */
export const bodyLimit = 1_048_576;

/** The parts of a request, parsed by the operation's schemas. */
export interface Input<P extends Entries, Q extends Entries, B> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: B;
  /** Of the caller; empty before sign-in. */
  readonly tenantId: string;
  /** The user or API key that asks; empty before sign-in. */
  readonly principalId: string;
  /** The caller's session; null for API keys and before sign-in. */
  readonly sessionId: string | null;
  /** Business time, milliseconds. */
  readonly now: number;
  /** The body as it came, for the idempotency fingerprint. */
  readonly raw: string;
}

interface InputSchemas<P extends Entries, Q extends Entries, B extends Schema | undefined> {
  readonly params: P;
  readonly query: Q;
  readonly body?: B;
}

/** Parses path, query and body at once, so that the answer names everything that is wrong. */
export async function parseInput<P extends Entries, Q extends Entries, B extends Schema | undefined>(
  incoming: Incoming,
  schemas: InputSchemas<P, Q, B>,
  caller: Pick<Input<P, Q, B>, 'tenantId' | 'principalId' | 'sessionId'> = nobody,
): Promise<Input<P, Q, B extends Schema ? v.InferOutput<B> : undefined>> {
  const errors: InputError[] = [];
  const { params, query } = checkParts(incoming, schemas, errors);
  const raw = await rawBody(incoming.request, schemas.body);
  const sent = schemas.body !== undefined || raw !== '';
  const body = sent ? check(schemas.body ?? nothing, parseJson(raw), '', errors) : undefined;
  if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
  return { params, query, body, raw, now: businessNow(incoming), ...caller } as Input<
    P,
    Q,
    B extends Schema ? v.InferOutput<B> : undefined
  >;
}

/** Parses path and query alone, and leaves the body where it is. */
export function parseParts<P extends Entries, Q extends Entries>(
  incoming: Incoming,
  schemas: Pick<InputSchemas<P, Q, undefined>, 'params' | 'query'>,
): { readonly params: Parsed<P>; readonly query: Parsed<Q> } {
  const errors: InputError[] = [];
  const parts = checkParts(incoming, schemas, errors);
  if (errors.length > 0) throw new ProblemError(refuseCommon('request.invalid', { errors }));
  return parts as { params: Parsed<P>; query: Parsed<Q> };
}

function checkParts(
  { path, url }: Incoming,
  { params, query }: { readonly params: Entries; readonly query: Entries },
  errors: InputError[],
) {
  return {
    params: check(v.strictObject(params), path, '/path', errors),
    query: check(v.strictObject(query), queryRecord(url, query), '/query', errors),
  };
}

const nothing = v.strictObject({});

/** The body as text; empty only where none is asked for and none was sent. */
async function rawBody(request: Request, schema: Schema | undefined): Promise<string> {
  const sent = request.body !== null && request.headers.get('Content-Length') !== '0';
  if (schema === undefined && !sent) return '';
  const raw = await readBody(request);
  return schema === undefined ? raw.trim() : raw;
}

const nobody = { tenantId: '', principalId: '', sessionId: null };

function check(schema: Schema, given: unknown, at: string, errors: InputError[]): unknown {
  const { entries } = schema as { entries?: Entries };
  if ((entries !== undefined || schema.type === 'record') && Array.isArray(given)) {
    // To a schema of objects a list is an object, its fields the numbers of its entries.
    errors.push(inputError(at, 'type', { expected: anObject }));
    return undefined;
  }
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const found = inputErrors(result.issues, at);
  errors.push(...found, ...furtherUnknown(schema, entries, given, at, found));
  return undefined;
}

/** A strict schema names the first field that it does not know; who sends a request is told of all. */
function furtherUnknown(
  { type }: Schema,
  entries: Entries | undefined,
  given: unknown,
  at: string,
  found: readonly InputError[],
): InputError[] {
  if (type !== 'strict_object' || entries === undefined || typeof given !== 'object') return [];
  const told = new Set(found.map(({ pointer }) => pointer));
  return Object.keys(given ?? {})
    .filter((name) => !Object.hasOwn(entries, name))
    .map((name) => at + pointerTo([name]))
    .filter((pointer) => !told.has(pointer))
    .map((pointer) => inputError(pointer, 'unknown'));
}

/** A repeated parameter becomes a list when its schema asks for one; otherwise the list fails the schema. */
function queryRecord(url: URL, entries: Entries): Record<string, unknown> {
  // Without a prototype, so that `?__proto__=x` is a parameter like any other.
  const record: Record<string, unknown> = Object.create(null);
  for (const name of new Set(url.searchParams.keys())) {
    const all = url.searchParams.getAll(name);
    const entry = entries[name];
    record[name] = all.length > 1 || (entry !== undefined && wantsList(entry)) ? all : all[0];
  }
  return record;
}

function wantsList(entry: Entries[string]): boolean {
  const inner: { type: string; wrapped?: { type: string; pipe?: readonly { type: string }[] } } = entry;
  const schema = inner.type === 'optional' && inner.wrapped ? inner.wrapped : inner;
  return schema.type === 'array';
}

async function readBody(request: Request): Promise<string> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== 'application/json' && type !== 'application/merge-patch+json') {
    throw new ProblemError(refuseCommon('request.unsupported_media_type'));
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > bodyLimit) {
        throw new ProblemError(refuseCommon('request.too_large', { values: { limit: bodyLimit } }));
      }
      chunks.push(chunk);
    }
  } catch (error) {
    // A sender who breaks off is no fault of ours.
    throw error instanceof ProblemError ? error : new ProblemError(refuseCommon('request.malformed'));
  }
  return decodeUtf8(chunks, size);
}

function decodeUtf8(chunks: readonly Uint8Array[], size: number): string {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ProblemError(refuseCommon('request.malformed'));
  }
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new ProblemError(refuseCommon('request.malformed'));
  }
}
