import { events, idempotency } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import type { Change } from './changes.ts';
import { type Connection, connect, type DatabaseConfig, type Spent } from './connection.ts';
import { eventsAmong, type FactDraft, factInserts, type Origin, originInserts } from './event-statements.ts';
import { type CommitLoss, commitLoss, DatabaseError, isUnavailable, UnavailableError } from './faults.ts';
import type { NextNumber, TakenNumbers } from './numbers.ts';
import { type Reacted, reactionsDone } from './reactions.ts';
import { asText, type Bound, statement, tenant, value } from './statement.ts';
import { insert } from './writes.ts';

/** One part of a load: statements and what their rows become. */
export interface Load<T> {
  readonly bound: Bound;
  take(rows: unknown[]): T;
}

/** All rows of a statement. */
export function all<Row>(bound: Bound<Row>): Load<Row[]> {
  return { bound, take: (rows) => rows as Row[] };
}

/** The first row of a statement, or undefined. */
export function first<Row>(bound: Bound<Row>): Load<Row | undefined> {
  return { bound, take: (rows) => rows[0] as Row | undefined };
}

export type Plan = Readonly<Record<string, Load<unknown> | undefined>>;
export type Loaded<P extends Plan> = {
  [K in keyof P]: P[K] extends Load<infer T>
    ? T
    : P[K] extends Load<infer T> | undefined
      ? T | undefined
      : undefined;
};

/** The first answer to an idempotency key, as it will be given again. */
export interface FirstAnswer {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** Real time, milliseconds. */
  readonly createdAt: number;
}

/** Everything one commit writes, in one batch. */
export interface Commit {
  readonly idempotency?: FirstAnswer | undefined;
  /** The reactions that this commit is: one that took place already fails the whole of it (`precondition`). */
  readonly reacted?: Reacted | undefined;
  /** Preconditions over other records, made by `must`. */
  readonly musts?: readonly Bound[];
  /** Rows that the changed records name and that are no subject of their own. */
  readonly before?: readonly Bound[];
  readonly changes: readonly Change[];
  /** Rows that are no subject of their own: search index, memberships, tokens. */
  readonly also?: readonly Bound[];
  /** Events that change no record. */
  readonly facts?: readonly FactDraft[];
  /** Numbers that it takes of series, wherever what it writes holds their text. */
  readonly numbers?: readonly NextNumber[] | undefined;
  /** From where it was asked for. */
  readonly origin?: Origin | undefined;
}

export type CommitOutcome =
  | { readonly committed: true; readonly numbers?: TakenNumbers }
  | ({ readonly committed: false } & CommitLoss);

/** Access to one tenant: every statement gets its tenant here, and no statement without one is taken. */
export interface TenantStore {
  readonly spent: Spent;
  /** All loads in one round trip. Throws UnavailableError. */
  read<P extends Plan>(plan: P): Promise<Loaded<P>>;
  /** All writes in one round trip, wholly or not at all. Throws UnavailableError when that stays unknown. */
  commit(commit: Commit): Promise<CommitOutcome>;
}

const eventKnown = statement({
  values: ['id'],
  row: { data: asText },
  sql: sql`SELECT ${events.data} AS "data" FROM ${events} WHERE ${events.tenantId} = ${tenant} AND ${events.id} = ${value('id')}`,
});

/** Loaded when a commit first takes a number: few do. */
const numberingModule = () => import('./numbering.ts');

/** `now` is business time, milliseconds. Without it nobody stands in for anybody. */
export function tenantStore(
  config: DatabaseConfig,
  tenantId: string,
  principalId: string,
  now?: number,
): TenantStore {
  return storeOn(connect(config), tenantId, principalId, [], now);
}

/** The same on a connection that has already made a trip; `system` are statements of system.ts that commits begin with. */
export function storeOn(
  connection: Connection,
  tenantId: string,
  principalId: string,
  system: readonly Bound[] = [],
  now?: number,
): TenantStore {
  const ambient = { tenant: tenantId, principal: principalId, businessNow: now ?? null };
  async function read<P extends Plan>(plan: P): Promise<Loaded<P>> {
    const parts = Object.entries(plan).filter(
      (part): part is [string, Load<unknown>] => part[1] !== undefined,
    );
    const bound = parts.map(([, load]) => tenantOnly(load.bound));
    const results =
      bound.length > 0 ? await unavailableOr(() => connection.trip('read', bound, ambient)) : [];
    const loaded = parts.map(([name, load], index) => {
      const rows = results[index]?.rows ?? [];
      return [name, load.take(rows.map((row) => load.bound.statement.decode(row)))];
    });
    return Object.fromEntries(loaded) as Loaded<P>;
  }
  /** Whether a commit whose answer was lost took place, with the numbers that it took. */
  async function lookedUp(
    commit: Commit,
    numbers: readonly NextNumber[],
  ): Promise<CommitOutcome | undefined> {
    const telling = tellingEvent(commit, numbers);
    const { event } = await read({ event: telling && first(eventKnown.bind({ id: telling.id })) });
    if (telling === undefined || event === undefined) return undefined;
    if (numbers.length === 0) return { committed: true };
    const { numbersIn } = await numberingModule();
    const taken = numbersIn(event.data ?? '', telling.data, numbers);
    return taken && { committed: true, numbers: taken };
  }
  return {
    spent: connection.spent,
    read,
    async commit(commit) {
      const { numbers = [] } = commit;
      const numbering = numbers.length > 0 ? (await numberingModule()).numberingOf(numbers) : undefined;
      const written = inOrder(commit);
      // Numbers are taken before anything is written; where a later statement is refused, they were not.
      const own = numbering ? [...numbering.takes, ...written.map(numbering.fill)] : written;
      const bound = [...system, ...own.map(tenantOnly)];
      if (bound.length === 0) return { committed: true };
      connection.spent.events += eventsOf(commit).length;
      try {
        const given = await connection.trip('write', bound, ambient);
        return {
          committed: true,
          ...(numbering && { numbers: numbering.taken(given.slice(system.length)) }),
        };
      } catch (error) {
        const loss = commitLoss(error);
        if (loss !== undefined) return { committed: false, ...loss };
        if (!isUnavailable(error)) throw error;
        const known = await lookedUp(commit, numbers);
        if (known) return known;
        throw new UnavailableError('commit is not known to have taken place', error);
      }
    },
  };
}

/** Idempotency first, so that a twin is told apart from a lost race; then what must hold; then what changes. */
function inOrder(commit: Commit): Bound[] {
  return [
    ...(commit.idempotency ? [insert(idempotency, commit.idempotency)] : []),
    ...(commit.reacted ? reactionsDone(commit.reacted) : []),
    ...(commit.musts ?? []),
    ...(commit.before ?? []),
    ...commit.changes.flatMap((change) => change.statements),
    ...(commit.also ?? []),
    ...factInserts(commit.facts ?? []),
    ...originInserts(eventsOf(commit), commit.origin),
  ];
}

/** An event by which a commit is known afterwards: one that tells its numbers, if it takes some. */
function tellingEvent(
  { changes, facts = [] }: Commit,
  numbers: readonly NextNumber[],
): { readonly id: string; readonly data: string } | undefined {
  const versioned = eventsAmong(changes.flatMap((change) => change.statements));
  const told = [...versioned, ...facts.map(({ id, data }) => ({ id, data: JSON.stringify(data) }))];
  return told.find(({ data }) => numbers.every(({ text }) => data.includes(text))) ?? told[0];
}

/** The ids of the events that a commit writes. */
function eventsOf({ changes, facts = [] }: Commit): string[] {
  const versioned = eventsAmong(changes.flatMap((change) => change.statements)).map(({ id }) => id);
  return [...versioned, ...facts.map(({ id }) => id)];
}

function tenantOnly(bound: Bound): Bound {
  if (bound.statement.reach !== 'tenant') throw new Error(`not a tenant statement: ${bound.statement.sql}`);
  return bound;
}

/** Runs a trip; a database that is at fault becomes one kind of error, whatever it said. */
export async function unavailableOr<T>(trip: () => Promise<T>): Promise<T> {
  try {
    return await trip();
  } catch (error) {
    if (!isUnavailable(error) || error instanceof UnavailableError) throw error;
    throw new UnavailableError(`database cannot answer: ${codeOf(error)}`, error);
  }
}

/** The database's own word for what is wrong, for the log: never its message, which may quote data. */
function codeOf(error: unknown): string {
  return error instanceof DatabaseError ? error.code : 'unknown';
}
