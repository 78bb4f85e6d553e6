import {
  createClient,
  type InStatement,
  type InValue,
  LibsqlError,
  type ResultSet,
} from '@libsql/client/http';
import { UnavailableError } from './faults.ts';
import type { Bound, Value } from './statement.ts';

type Fetch = (request: Request) => Promise<Response>;

export interface DatabaseConfig {
  /** `https://...` or `http://...`; a path ends with `/`. */
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
  /** All statements in one round trip and one transaction. Throws UnavailableError, or the client's error. */
  trip(
    mode: 'read' | 'write',
    bound: readonly Bound[],
    ambient: Readonly<Record<string, Value>>,
  ): Promise<ResultSet[]>;
}

export function connect(config: DatabaseConfig): Connection {
  const spent: Spent = { trips: 0, milliseconds: 0, events: 0 };
  const timeoutMs = config.timeoutMs ?? 8000;
  const client = createClient({
    url: config.url,
    ...(config.authToken !== undefined && { authToken: config.authToken }),
    fetch: checkedFetch(config.fetch ?? fetch),
  });
  return {
    spent,
    async trip(mode, bound, ambient) {
      const statements = bound.map((b) => toInStatement(b, ambient));
      const started = performance.now();
      spent.trips += 1;
      try {
        return await inTime(client.batch(statements, mode), timeoutMs);
      } catch (error) {
        throw error instanceof LibsqlError ? error : unavailable(error);
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
function checkedFetch(fetcher: Fetch): Fetch {
  return async (request) => {
    const response = await fetcher(request);
    if (response.status >= 500) throw new UnavailableError(`database answered ${response.status}`, undefined);
    const type = response.headers.get('Content-Type') ?? '';
    if (!type.startsWith('application/json'))
      throw new UnavailableError('something else answered for the database', undefined);
    return response;
  };
}

/** Whatever goes wrong on the way to the database and back, in the middle of an answer too. */
function unavailable(cause: unknown): UnavailableError {
  return cause instanceof UnavailableError
    ? cause
    : new UnavailableError('database cannot be reached', cause);
}

function toInStatement(bound: Bound, ambient: Readonly<Record<string, Value>>): InStatement {
  const { statement, values } = bound;
  const args = statement.parameters.map((p): InValue => {
    if (typeof p !== 'string') return toArgument(p.constant);
    const given = p in ambient ? ambient[p] : values[p];
    if (given === undefined) throw new Error(`no value for ${p} in: ${statement.sql}`);
    return toArgument(given);
  });
  return { sql: statement.sql, args };
}

/** The client binds every JS number as REAL, so whole numbers travel as BigInt. */
function toArgument(given: Value): InValue {
  return typeof given === 'number' && Number.isSafeInteger(given) ? BigInt(given) : given;
}
