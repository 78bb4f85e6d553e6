import { type EventData, eventOrigins, events, type FieldChange, privateChanges } from '@keyline/schema';
import { getTableName, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Bound, type Statement, statement, tenant, value } from './statement.ts';
import { insert } from './writes.ts';

/** One event of a versioned subject, before it has its place in the log. */
export interface EventDraft {
  readonly id: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly version: number;
  readonly accountId: string | null;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly occurredAt: number;
  readonly requestId: string | null;
  readonly data: EventData;
}

const byTable = new Map<string, Statement<string, unknown>>();

/**
 * Writes a versioned event. Its version is read from the record just written: when the guarded update found
 * no row there is none, and the log refuses the event and with it the batch.
 */
export function eventInsert(table: SQLiteTable, draft: EventDraft): Bound {
  const name = getTableName(table);
  const known = byTable.get(name) ?? statementFor(table);
  byTable.set(name, known);
  return known.bind({ ...draft, data: JSON.stringify(draft.data) });
}

function statementFor(table: SQLiteTable): Statement<string, unknown> {
  return statement({
    values: [
      'id',
      'type',
      'subjectType',
      'subjectId',
      'version',
      'accountId',
      'actorType',
      'actorId',
      'occurredAt',
      'requestId',
      'data',
    ],
    sql: sql`INSERT INTO ${events} (tenant_id, id, type, subject_type, subject_id, versioned, version, account_id, actor_type, actor_id, occurred_at, request_id, data) VALUES (${tenant}, ${value('id')}, ${value('type')}, ${value('subjectType')}, ${value('subjectId')}, 1, (SELECT r.version FROM ${table} r WHERE r.tenant_id = ${tenant} AND r.id = ${value('subjectId')} AND r.version = ${value('version')}), ${value('accountId')}, ${value('actorType')}, ${value('actorId')}, ${value('occurredAt')}, ${value('requestId')}, ${value('data')})`,
  });
}

/** Keeps the values of private fields apart from the log. */
export function privateChangeInserts(
  eventId: string,
  privates: Readonly<Record<string, FieldChange>>,
): Bound[] {
  return Object.entries(privates).map(([field, [before, after]]) =>
    insert(privateChanges, { eventId, field, before, after }),
  );
}

/** An event that tells of something and changes no record: under an id that makes it written once. */
export interface FactDraft {
  readonly id: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly accountId: string | null;
  readonly actorType: string;
  readonly actorId: string | null;
  readonly occurredAt: number;
  readonly requestId: string | null;
  readonly data: EventData;
  /** Values of private fields that it names; only where the event is told once by itself. */
  readonly privates?: Readonly<Record<string, FieldChange>>;
}

const factsInsert = statement({
  values: ['facts'],
  sql: sql`INSERT INTO ${events} (tenant_id, id, type, subject_type, subject_id, versioned, version, account_id, actor_type, actor_id, occurred_at, request_id, data) SELECT ${tenant}, j.value ->> 'id', j.value ->> 'type', j.value ->> 'subjectType', j.value ->> 'subjectId', 0, NULL, j.value ->> 'accountId', j.value ->> 'actorType', j.value ->> 'actorId', j.value ->> 'occurredAt', j.value ->> 'requestId', j.value -> 'data' FROM json_each(${value('facts')}) j WHERE true ON CONFLICT (tenant_id, id) DO NOTHING`,
});

/** Writes facts; one whose id is in the log already is there already. */
export function factInserts(facts: readonly FactDraft[]): Bound[] {
  if (facts.length === 0) return [];
  const told = facts.map(({ privates: _, ...draft }) => draft);
  return [
    factsInsert.bind({ facts: JSON.stringify(told) }),
    ...facts.flatMap(({ id, privates = {} }) => privateChangeInserts(id, privates)),
  ];
}

/** Where a commit was asked for: kept apart from the log, so that age and erasure can delete it. */
export interface Origin {
  /** The client's address as the platform saw it. */
  readonly address: string | null;
  readonly userAgent: string | null;
  /** The session that acted; null for API keys and before sign-in. */
  readonly sessionId: string | null;
  /** Real time, milliseconds. */
  readonly recordedAt: number;
}

const originsInsert = statement({
  values: ['ids', 'address', 'userAgent', 'sessionId', 'recordedAt'],
  sql: sql`INSERT INTO ${eventOrigins} (tenant_id, event_id, address, user_agent, session_id, recorded_at) SELECT ${tenant}, j.value, ${value('address')}, ${value('userAgent')}, ${value('sessionId')}, ${value('recordedAt')} FROM json_each(${value('ids')}) j WHERE true ON CONFLICT (tenant_id, event_id) DO NOTHING`,
});

/** Keeps with these events where they came from. */
export function originInserts(eventIds: readonly string[], origin: Origin | undefined): Bound[] {
  if (origin === undefined || eventIds.length === 0) return [];
  return [originsInsert.bind({ ...origin, ids: JSON.stringify(eventIds) })];
}

/** The versioned events that these statements write. */
export function eventsAmong(
  bound: readonly Bound[],
): readonly { readonly id: string; readonly data: string }[] {
  return bound
    .filter(({ statement: { sql: text } }) => text.startsWith('INSERT INTO "events"'))
    .map(({ values: { id, data } }) => ({ id: String(id), data: String(data) }));
}
