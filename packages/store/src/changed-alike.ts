import { newId } from '@keyline/kernel';
import { type EventData, events, type FieldChange, privateFields } from '@keyline/schema';
import { type Column, getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Change, Moment, NewRow, RecordTable, Subject } from './changes.ts';
import { type Statement, statement, tenant, type Value, value } from './statement.ts';

/** A record as it was loaded, as far as a change of many needs to know it. */
export interface LoadedRecord {
  readonly id: string;
  readonly version: number;
  /** The account on whose timeline the change shows; absent: on none. */
  readonly accountId?: string | null;
}

/** Fields that all the records have and are to have, each `[before, after]`, as they are stored. */
export type AlikeFields<T extends RecordTable> = {
  readonly [K in keyof NewRow<T>]?: readonly [before: Value, after: Value];
};

/** The event of each: its type, facts, and the fields as the API writes them where that differs (instants). */
export interface AlikeEvent {
  readonly type: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly logged?: NonNullable<EventData['changes']>;
}

/**
 * Changes the same fields of many records from the same values to the same others, each with its own version and
 * event, in two statements however many they are. When somebody else changed one of them first, its event finds
 * no version, and the whole batch fails. `row` are the ids. Throws for a private field: its values are kept apart
 * record by record.
 */
export function changedAlike<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  records: readonly LoadedRecord[],
  fields: AlikeFields<T>,
  { type, facts, logged }: AlikeEvent,
): Change<readonly string[]> {
  const ids = records.map(({ id }) => id);
  const changes = Object.entries(fields) as [string, FieldChange][];
  const hidden = changes.find(([name]) => privateFields(subject.table).includes(name));
  if (hidden !== undefined) throw new Error(`${subject.type}: ${hidden[0]} is private`);
  const eventIds = records.map(() => newId('event'));
  const rows = records.map(({ id, version, accountId }, i) => [id, version, accountId ?? null, eventIds[i]]);
  if (rows.length === 0) return { row: ids, statements: [] };
  const common = { rows: JSON.stringify(rows), now: moment.now };
  const after = changes.map(([name, [, next]]): [string, Value] => [`set_${name}`, next as Value]);
  return {
    row: ids,
    statements: [
      updateOf(subject.table, Object.keys(fields)).bind({ ...common, ...Object.fromEntries(after) }),
      eventsOf(subject.table).bind({
        ...common,
        id: eventIds[0] ?? '',
        type,
        subjectType: subject.type,
        actorType: moment.actor.type,
        actorId: moment.actor.id,
        requestId: moment.requestId,
        data: JSON.stringify({ ...facts, changes: logged ?? fields }),
      }),
    ],
  };
}

const updates = new Map<string, Statement<string, unknown>>();
const logs = new Map<string, Statement<string, unknown>>();

function updateOf(table: SQLiteTable, names: readonly string[]): Statement<string, unknown> {
  const key = `${getTableName(table)} ${names.join()}`;
  const known = updates.get(key);
  if (known !== undefined) return known;
  const columns: Readonly<Record<string, Column>> = getTableColumns(table);
  const set = names.map((name) => {
    const column = columns[name];
    if (column === undefined) throw new Error(`${getTableName(table)} has no column ${name}`);
    return sql`${sql.identifier(column.name)} = ${value(`set_${name}`)}`;
  });
  const made = statement({
    values: ['rows', 'now', ...names.map((name) => `set_${name}`)],
    sql: sql`UPDATE ${table} SET ${sql.join([...set, sql`version = version + 1`, sql`updated_at = ${value('now')}`], sql`, `)} WHERE tenant_id = ${tenant} AND id IN (SELECT j.value ->> 0 FROM json_each(${value('rows')}) j)`,
  });
  updates.set(key, made);
  return made;
}

/** `id` stands in no place of the SQL: by it the store finds the commit again when the connection broke. */
function eventsOf(table: SQLiteTable): Statement<string, unknown> {
  const known = logs.get(getTableName(table));
  if (known !== undefined) return known;
  const made = statement({
    values: ['rows', 'now', 'id', 'type', 'subjectType', 'actorType', 'actorId', 'requestId', 'data'],
    sql: sql`INSERT INTO ${events} (tenant_id, id, type, subject_type, subject_id, versioned, version, account_id, actor_type, actor_id, occurred_at, request_id, data) SELECT ${tenant}, j.value ->> 3, ${value('type')}, ${value('subjectType')}, j.value ->> 0, 1, (SELECT r.version FROM ${table} r WHERE r.tenant_id = ${tenant} AND r.id = j.value ->> 0 AND r.version = (j.value ->> 1) + 1), j.value ->> 2, ${value('actorType')}, ${value('actorId')}, ${value('now')}, ${value('requestId')}, ${value('data')} FROM json_each(${value('rows')}) j`,
  });
  logs.set(getTableName(table), made);
  return made;
}
