/**
 * The little of Hrana 2 over HTTP that a trip needs, in place of the official client, which is 14 KB gzip of every
 * Worker and twice the work per trip: it takes each answer apart for values that nobody asks for by number, stores
 * texts that run once, and reaches further (streams, cursors, sockets) than a Worker may.
 *
 * Format: https://github.com/tursodatabase/libsql/blob/main/docs/HRANA_2_SPEC.md and HTTP_V2_SPEC.md.
 */
import { DatabaseError, UnavailableError } from './faults.ts';
import { fromWire, toWire, type WireValue } from './hrana-values.ts';
import type { Value } from './statement.ts';

/** An SQL text with its positional values. */
export interface Asked {
  readonly sql: string;
  readonly args: readonly Value[];
}

/** What one statement of a batch gave. */
export interface Given {
  /** By the names of the columns: of two with one name the first. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly rowsAffected: number;
}

interface WireStatement {
  sql?: string;
  sql_id?: number;
  args?: readonly WireValue[];
  want_rows: boolean;
}

type WireCondition =
  | { readonly type: 'ok'; readonly step: number }
  | { readonly type: 'not'; readonly cond: WireCondition };

interface WireStep {
  readonly stmt: WireStatement;
  readonly condition?: WireCondition;
}

interface WireFault {
  readonly message: string;
  readonly code?: string | null;
}

interface WireRows {
  readonly cols: readonly { readonly name: string | null }[];
  readonly rows: readonly (readonly WireValue[])[];
  readonly affected_row_count: number;
}

interface WireBatch {
  readonly step_results: readonly (WireRows | null)[];
  readonly step_errors: readonly (WireFault | null)[];
}

const begins = { read: 'BEGIN TRANSACTION READONLY', write: 'BEGIN IMMEDIATE' } as const;

/** What servers keep of texts that a request sends once: no longer ones, and no more. */
const longestStored = 5000;
const mostStored = 30;

/**
 * The body of a pipeline that runs all statements in one transaction, or none of them, and closes its stream
 * (Hrana 2 in JSON). A text that runs several times is sent once.
 */
export function batchBody(mode: 'read' | 'write', asked: readonly Asked[]): string {
  const stored = storedTexts(asked);
  const steps: WireStep[] = [{ stmt: { sql: begins[mode], want_rows: false } }];
  for (const { sql, args } of asked) {
    const id = stored.get(sql);
    const text = id === undefined ? { sql } : { sql_id: id };
    const stmt = { ...text, args: args.map(toWire), want_rows: true };
    steps.push({ stmt, condition: { type: 'ok', step: steps.length - 1 } });
  }
  const commit = steps.length;
  steps.push(
    { stmt: { sql: 'COMMIT', want_rows: false }, condition: { type: 'ok', step: commit - 1 } },
    {
      stmt: { sql: 'ROLLBACK', want_rows: false },
      condition: { type: 'not', cond: { type: 'ok', step: commit } },
    },
  );
  const storing = [...stored].map(([sql, sql_id]) => ({ type: 'store_sql', sql, sql_id }));
  const requests = [...storing, { type: 'batch', batch: { steps } }, { type: 'close' }];
  return JSON.stringify({ baton: null, requests });
}

function storedTexts(asked: readonly Asked[]): ReadonlyMap<string, number> {
  const [once, stored] = [new Set<string>(), new Map<string, number>()];
  for (const { sql } of asked) {
    if (!once.has(sql)) once.add(sql);
    else if (sql.length < longestStored && stored.size < mostStored && !stored.has(sql)) {
      stored.set(sql, stored.size + 1);
    }
  }
  return stored;
}

/**
 * What the answer to such a pipeline says, for `count` statements. Throws DatabaseError when the database refused,
 * UnavailableError when this is no answer to it.
 */
export function readBatch(answer: unknown, count: number): Given[] {
  const { step_results: results, step_errors: faults } = batchOf(answer);
  if (results?.length !== count + 3 || faults?.length !== count + 3) throw strange();
  const commit = count + 1;
  for (let step = 0; step <= commit; step += 1) {
    const place = step > 0 && step < commit ? step - 1 : undefined;
    const fault = faults[step];
    if (fault) throw refused(fault, place);
    if (!results[step])
      throw new DatabaseError('the transaction was rolled back', 'TRANSACTION_CLOSED', place);
  }
  return results.slice(1, commit).map((result) => given(result as WireRows));
}

function batchOf(answer: unknown): Partial<WireBatch> {
  const { results } = (answer ?? {}) as { readonly results?: readonly WireResult[] };
  if (!Array.isArray(results)) throw strange();
  for (const { type, error, response } of results as readonly WireResult[]) {
    if (type === 'error' && error) throw refused(error);
    if (response?.type === 'batch') return response.result ?? {};
  }
  throw strange();
}

interface WireResult {
  readonly type: string;
  readonly error?: WireFault;
  readonly response?: { readonly type: string; readonly result?: WireBatch };
}

/** What a whole request that was refused says of itself. */
export function refusedRequest(answer: unknown): Error {
  const fault = answer as Partial<WireFault> | null;
  return typeof fault?.message === 'string' ? refused(fault as WireFault) : strange();
}

function refused({ message, code }: WireFault, place?: number): DatabaseError {
  return new DatabaseError(message, code ?? 'UNKNOWN', place);
}

function strange(): UnavailableError {
  return new UnavailableError('something else answered for the database', undefined);
}

function given({ cols, rows, affected_row_count: rowsAffected }: WireRows): Given {
  const names = cols.map(({ name }) => name ?? '');
  const repeated = new Set(names).size < names.length;
  return { rowsAffected, rows: rows.map((row) => named(names, row, repeated)) };
}

function named(names: readonly string[], values: readonly WireValue[], repeated: boolean) {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < values.length; at += 1) {
    const [name, sent] = [names[at] ?? '', values[at]];
    if (sent === undefined || (repeated && Object.hasOwn(row, name))) continue;
    row[name] = fromWire(sent);
  }
  return row;
}
