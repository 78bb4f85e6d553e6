import { type EventData, events, type FieldChange, privateChanges } from '@keyline/schema';
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
