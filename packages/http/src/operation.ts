import type { Locale, ProblemCatalogue } from '@keyline/kernel';
import type { Spent } from '@keyline/store';
import type * as v from 'valibot';
import type { Runtime } from './runtime.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Schema = v.GenericSchema;
export type Entries = v.ObjectEntries;
export type Parsed<E extends Entries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

/** One request on its way to its operation. */
export interface Incoming {
  readonly request: Request;
  readonly url: URL;
  readonly runtime: Runtime;
  readonly requestId: string;
  readonly locale: Locale;
  /** Path parameters, still text. */
  readonly path: Readonly<Record<string, string>>;
  /** Filled by the store, read by the telemetry. */
  spent: Spent;
  /** Headers that the answer gets, whatever it is. */
  readonly headers: Record<string, string>;
  /** Work for when the answer is out: what becomes of it changes nothing for the caller. */
  readonly after: (() => Promise<void>)[];
}

/** What a successful answer looks like. */
export interface Answer {
  readonly status: number;
  readonly description: string;
  /** Absent: no body, or a file. */
  readonly schema?: Schema;
  /** The body is a file of one of these types. */
  readonly files?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the API document, the guards and the router know of an operation. */
export interface Operation {
  /** `command` writes, `query` and `list` read. */
  readonly kind: 'command' | 'query' | 'list';
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for path parameters. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The permission it needs; null: none but a signed-in caller; `anonymous`: nobody at all. */
  readonly permission: string | null | 'anonymous';
  readonly params: Entries;
  readonly query: Entries;
  readonly body?: Schema;
  /** In place of a body a form with a `file` of at most so many bytes, and these fields. */
  readonly form?: { readonly fields: Entries; readonly limit: number };
  readonly answer: Answer;
  /** Its own problems; the common ones follow from its kind. */
  readonly problems: ProblemCatalogue;
  /** Honours If-Match and answers an ETag. */
  readonly versioned: boolean;
  /** Takes an Idempotency-Key. */
  readonly idempotent: boolean;
  /** Database round trips on its critical path; [least, most]. */
  readonly trips: readonly [number, number];
  /** Types of events that a read may write, because the reading itself is logged. */
  readonly logs?: readonly string[];
  /** The whole list is there as a file, in as many round trips as it has pages, for who holds this permission. */
  readonly csv?: { readonly permission: string };
  handle(incoming: Incoming): Promise<Response>;
}
