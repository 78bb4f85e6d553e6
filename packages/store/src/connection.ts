import { createClient, type InStatement, type InValue, type ResultSet } from '@libsql/client/http';
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
  const spent: Spent = { trips: 0, milliseconds: 0 };
  const client = createClient({
    url: config.url,
    ...(config.authToken !== undefined && { authToken: config.authToken }),
    fetch: boundedFetch(config.fetch ?? fetch, config.timeoutMs ?? 8000),
  });
  return {
    spent,
    async trip(mode, bound, ambient) {
      const started = performance.now();
      spent.trips += 1;
      try {
        return await client.batch(
          bound.map((b) => toInStatement(b, ambient)),
          mode,
        );
      } finally {
        spent.milliseconds += performance.now() - started;
      }
    },
  };
}

/** Whatever goes wrong on the way to the database and back becomes an UnavailableError, within the bound of time. */
function boundedFetch(fetcher: Fetch, timeoutMs: number): Fetch {
  return async (request) => {
    const controller = new AbortController();
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      const late = new UnavailableError(`database took longer than ${timeoutMs} ms`, undefined);
      controller.abort(late);
      timeout.reject(late);
    }, timeoutMs);
    try {
      const asked = new Request(request, { signal: controller.signal });
      return await Promise.race([wholeAnswer(fetcher, asked), timeout.promise]);
    } catch (error) {
      throw error instanceof UnavailableError
        ? error
        : new UnavailableError('database cannot be reached', error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Reads the body here, where a connection that breaks in the middle of it is still seen for what it is. */
async function wholeAnswer(fetcher: Fetch, request: Request): Promise<Response> {
  const response = await fetcher(request);
  if (response.status >= 500) throw new UnavailableError(`database answered ${response.status}`, undefined);
  const type = response.headers.get('Content-Type') ?? '';
  if (!type.startsWith('application/json'))
    throw new UnavailableError(`not the database answered: ${type}`, undefined);
  return new Response(await response.arrayBuffer(), {
    status: response.status,
    headers: { 'Content-Type': type },
  });
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
