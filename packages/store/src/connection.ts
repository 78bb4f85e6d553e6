import { DatabaseError, UnavailableError } from './faults.ts';
import { type Asked, batchBody, type Given, readBatch, refusedRequest } from './hrana.ts';
import type { Bound, Value } from './statement.ts';

type Fetch = (request: Request) => Promise<Response>;

export interface DatabaseConfig {
  /** `https://...`, `http://...`, or `libsql://...`, which is the first; a path ends with `/`. */
  readonly url: string;
  readonly authToken?: string | undefined;
  /** How requests reach the database: the global fetch unless a binding or an in-process server is given. */
  readonly fetch?: Fetch | undefined;
  /** Bound of one round trip, milliseconds. Default 8000. */
  readonly timeoutMs?: number | undefined;
}

/** What one request spent on the database. */
export interface Spent {
  trips: number;
  milliseconds: number;
  /** Events of its commits, those too of which nobody knows whether they took place. */
  events: number;
}

/**
 * One connection per request or event: a client kept at module scope hangs later requests. Making one costs
 * no I/O.
 */
export interface Connection {
  readonly spent: Spent;
  /** All statements in one round trip and one transaction. Throws UnavailableError or DatabaseError. */
  trip(
    mode: 'read' | 'write',
    bound: readonly Bound[],
    ambient: Readonly<Record<string, Value>>,
  ): Promise<readonly Given[]>;
}

export function connect(config: DatabaseConfig): Connection {
  const spent: Spent = { trips: 0, milliseconds: 0, events: 0 };
  const timeoutMs = config.timeoutMs ?? 8000;
  return {
    spent,
    async trip(mode, bound, ambient) {
      const body = batchBody(
        mode,
        bound.map((one) => toAsked(one, ambient)),
      );
      const started = performance.now();
      spent.trips += 1;
      try {
        return readBatch(await inTime(send(config, body), timeoutMs), bound.length);
      } catch (error) {
        throw error instanceof DatabaseError ? error : unavailable(error);
      } finally {
        spent.milliseconds += performance.now() - started;
      }
    },
  };
}

/**
 * Bounds a round trip. The request goes on without us: nothing could tell anyway whether the database has
 * seen it, and the platform ends it together with the request that it was made for.
 */
async function inTime<T>(trip: Promise<T>, timeoutMs: number): Promise<T> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(new UnavailableError(`database took longer than ${timeoutMs} ms`, undefined)),
    timeoutMs,
  );
  try {
    return await Promise.race([trip, timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Takes an answer for the database's own only when it looks like one: a proxy's page is none. */
async function send(
  { url, authToken, fetch: fetcher = fetch }: DatabaseConfig,
  body: string,
): Promise<unknown> {
  const headers = {
    'Content-Type': 'application/json',
    ...(authToken !== undefined && { Authorization: `Bearer ${authToken}` }),
  };
  const base = url.replace(/^libsql:/, 'https:');
  const request = new Request(new URL('v2/pipeline', base), { method: 'POST', headers, body });
  const response = await fetcher(request);
  if (response.status >= 500) throw new UnavailableError(`database answered ${response.status}`, undefined);
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/json'))
    throw new UnavailableError('something else answered for the database', undefined);
  const answer: unknown = await response.json();
  if (!response.ok) throw refusedRequest(answer);
  return answer;
}

/** Whatever goes wrong on the way to the database and back, in the middle of an answer too. */
function unavailable(cause: unknown): UnavailableError {
  return cause instanceof UnavailableError
    ? cause
    : new UnavailableError('database cannot be reached', cause);
}

function toAsked({ statement, values }: Bound, ambient: Readonly<Record<string, Value>>): Asked {
  const args = statement.parameters.map((p): Value => {
    if (typeof p !== 'string') return p.constant;
    const given = p in ambient ? ambient[p] : values[p];
    if (given === undefined) throw new Error(`no value for ${p} in: ${statement.sql}`);
    return given;
  });
  return { sql: statement.sql, args };
}
