import { newId } from '@keyline/kernel';
import { type EventData, events } from '@keyline/schema';
import { getTableName, sql } from 'drizzle-orm';
import type { Change, Moment, RecordTable, Subject } from './changes.ts';
import { type Statement, statement, tenant, type Value, value } from './statement.ts';

/** One record as far as a change of many needs to know it. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Statements {
  readonly update: Statement<string, unknown>;
  readonly log: Statement<string, unknown>;
}

const byShape = new Map<string, Statements>();

/**
 * Sets the same field of many records to the same value, each with its event: two statements, however many there
 * are. `logged` is what the events tell of the field. When somebody else was first at any of them the batch fails.
 */
export function changedAlike<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  records: readonly Versioned[],
  change: { readonly field: keyof T['$inferInsert'] & string; readonly value: Value },
  event: {
    readonly type: string;
    readonly logged: NonNullable<EventData['changes']>;
    readonly facts?: Readonly<Record<string, unknown>>;
  },
): Change<undefined> {
  if (records.length === 0) return { row: undefined, statements: [] };
  const { update, log } = statementsOf(subject.table, change.field);
  const rows = records.map(({ id, version }) => [id, version, newId('event')] as const);
  const given = { rows: JSON.stringify(rows), occurredAt: moment.now };
  const data: EventData = { ...event.facts, changes: event.logged };
  return {
    row: undefined,
    statements: [
      update.bind({ ...given, value: change.value }),
      log.bind({
        ...given,
        id: rows[0]?.[2] ?? null,
        type: event.type,
        subjectType: subject.type,
        actorType: moment.actor.type,
        actorId: moment.actor.id,
        requestId: moment.requestId,
        data: JSON.stringify(data),
      }),
    ],
  };
}

function statementsOf(table: RecordTable, field: string): Statements {
  const key = `${getTableName(table)} ${field}`;
  const known = byShape.get(key) ?? makeStatements(table, field);
  byShape.set(key, known);
  return known;
}

/** As for one record, the version of each event is read from its record, and is none when that has moved on. */
function makeStatements(table: RecordTable, field: string): Statements {
  const column = (table as unknown as Record<string, { readonly name: string } | undefined>)[field];
  if (column === undefined) throw new Error(`${getTableName(table)} has no column ${field}`);
  const rows = value('rows');
  const own = sql`(SELECT r.version FROM ${table} r WHERE r.tenant_id = ${tenant} AND r.id = j.value ->> 0 AND r.version = (j.value ->> 1) + 1)`;
  return {
    update: statement({
      values: ['rows', 'occurredAt', 'value'],
      sql: sql`UPDATE ${table} SET ${sql.identifier(column.name)} = ${value('value')}, version = version + 1, updated_at = ${value('occurredAt')} WHERE tenant_id = ${tenant} AND id IN (SELECT j.value ->> 0 FROM json_each(${rows}) j)`,
    }),
    log: statement({
      values: [
        'rows',
        'occurredAt',
        'id',
        'type',
        'subjectType',
        'actorType',
        'actorId',
        'requestId',
        'data',
      ],
      sql: sql`INSERT INTO ${events} (tenant_id, id, type, subject_type, subject_id, versioned, version, account_id, actor_type, actor_id, occurred_at, request_id, data) SELECT ${tenant}, j.value ->> 2, ${value('type')}, ${value('subjectType')}, j.value ->> 0, 1, ${own}, NULL, ${value('actorType')}, ${value('actorId')}, ${value('occurredAt')}, ${value('requestId')}, ${value('data')} FROM json_each(${rows}) j`,
    }),
  };
}
