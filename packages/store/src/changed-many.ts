import { events, privateChanges } from '@keyline/schema';
import { getTableName, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import {
  type Change,
  describe,
  type EventOf,
  isThere,
  type Moment,
  type NewRow,
  type RecordState,
  type RecordTable,
  type Subject,
} from './changes.ts';
import type { EventDraft } from './event-statements.ts';
import { type Bound, statement, tenant, type Value, value } from './statement.ts';
import { columnOf, once } from './writes.ts';

/** A record as it was loaded, and the fields of it that become otherwise. */
export interface PatchOf<T extends RecordTable> {
  readonly before: RecordState<T>;
  readonly patch: Partial<NewRow<T>>;
}

/** The event of each of many changes: the same one, or by the place of its row. */
type EventsOf = EventOf | ((place: number) => EventOf);

function eventAt(events: EventsOf, place: number): EventOf {
  return typeof events === 'function' ? events(place) : events;
}

type Fields = Readonly<Record<string, unknown>>;
type Described = ReturnType<typeof describe>;

/**
 * Makes many records at version 1, each with its event, in as many statements as one takes. All name the same
 * fields. `row` are the records as they will be, in the order given.
 */
export function createdMany<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  rows: readonly NewRow<T>[],
  events: EventsOf,
): Change<readonly RecordState<T>[]> {
  const stamps = {
    version: 1,
    createdAt: moment.now,
    updatedAt: moment.now,
    createdBy: moment.actor.id ?? moment.actor.type,
  };
  const made = rows.map((fields) => ({ ...fields, ...stamps }) as unknown as RecordState<T>);
  if (made.length === 0) return { row: [], statements: [] };
  const described = made.map((row, place) =>
    describe(moment, subject, undefined, row, eventAt(events, place), 1),
  );
  const inserted = insertedMany(subject.table, made as readonly Fields[]);
  return { row: made, statements: [inserted, ...logged(subject.table, described)] };
}

/**
 * Changes many records, each by its own patch, in a statement for each set of fields and one for their events. A
 * record that has its patch already is left as it is, without an event, unless that has something of its own to tell. When somebody else changed one of them
 * first, its event finds no version, and the whole batch fails. `row` are the records as they will be, in order.
 */
export function changedMany<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  patches: readonly PatchOf<T>[],
  events: EventsOf,
): Change<readonly RecordState<T>[]> {
  const groups = new Map<string, { names: string[]; rows: Fields[] }>();
  const described: Described[] = [];
  const row = patches.map(({ before, patch }, place) => {
    const event = eventAt(events, place);
    const tells = event.facts !== undefined || event.changes !== undefined;
    if (!tells && isThere(before, patch)) return before;
    const { id, version } = before as { id: string; version: number };
    const differing = Object.entries(patch).filter(([name, next]) => !isThere(before, { [name]: next }));
    const fields = { ...Object.fromEntries(differing), version: version + 1, updatedAt: moment.now };
    const after = { ...before, ...fields } as RecordState<T>;
    const names = Object.keys(fields).sort();
    const group = groups.get(names.join()) ?? { names, rows: [] };
    groups.set(names.join(), group);
    group.rows.push({ ...fields, id, guard: version });
    described.push(describe(moment, subject, before, after, event, version + 1));
    return after;
  });
  if (described.length === 0) return { row, statements: [] };
  const updated = [...groups.values()].map(({ names, rows }) => updatedMany(subject.table, names, rows));
  return { row, statements: [...updated, ...logged(subject.table, described)] };
}

function driverValue(table: SQLiteTable, name: string, given: unknown): Value {
  if (given === null || given === undefined) return null;
  return columnOf(table, name).mapToDriverValue(given) as Value;
}

/** The fields of each row as a list, all in the same order, for `json_each`. */
function listed(table: SQLiteTable, names: readonly string[], rows: readonly Fields[]): string {
  return JSON.stringify(rows.map((row) => names.map((name) => driverValue(table, name, row[name]))));
}

/** The n-th value of the row that `json_each` stands at. */
function nth(place: number): SQL {
  return sql.raw(`j.value ->> ${place}`);
}

function insertedMany(table: SQLiteTable, rows: readonly Fields[]): Bound {
  const names = Object.keys(rows[0] ?? {}).sort();
  if (rows.some((row) => Object.keys(row).length !== names.length)) {
    throw new Error(`rows of ${getTableName(table)} name different fields`);
  }
  const built = once(`insert many ${getTableName(table)} ${names.join()}`, () => {
    const list = names.map((name) => sql.identifier(columnOf(table, name).name));
    const places = names.map((_, place) => nth(place));
    return statement({
      values: ['rows'],
      sql: sql`INSERT INTO ${table} (tenant_id, ${sql.join(list, sql`, `)}) SELECT ${tenant}, ${sql.join(places, sql`, `)} FROM json_each(${value('rows')}) j`,
    });
  });
  return built.bind({ rows: listed(table, names, rows) });
}

function updatedMany(table: SQLiteTable, names: readonly string[], rows: readonly Fields[]): Bound {
  const built = once(`update many ${getTableName(table)} ${names.join()}`, () => {
    const set = names.map(
      (name, place) => sql`${sql.identifier(columnOf(table, name).name)} = ${nth(place)}`,
    );
    return statement({
      values: ['rows'],
      sql: sql`UPDATE ${table} SET ${sql.join(set, sql`, `)} FROM json_each(${value('rows')}) j WHERE ${table}.tenant_id = ${tenant} AND ${table}.id = ${nth(names.length)} AND ${table}.version = ${nth(names.length + 1)}`,
    });
  });
  const values = rows.map((row) => [
    ...names.map((name) => driverValue(table, name, row[name])),
    row.id as string,
    row.guard as number,
  ]);
  return built.bind({ rows: JSON.stringify(values) });
}

/** The events of these changes, and what is kept apart of them. */
function logged(table: SQLiteTable, described: readonly Described[]): Bound[] {
  const drafts = described.map(({ draft }) => draft);
  const privates = described.flatMap(({ draft, privates: kept }) =>
    Object.entries(kept).map(([field, [before, after]]) => [
      draft.id,
      field,
      driverValue(privateChanges, 'before', before),
      driverValue(privateChanges, 'after', after),
    ]),
  );
  const apart = privates.length === 0 ? [] : [keptApart.bind({ rows: JSON.stringify(privates) })];
  return [eventsOf(table, drafts), ...apart];
}

const keptApart = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${privateChanges} (tenant_id, event_id, field, before, after) SELECT ${tenant}, ${nth(0)}, ${nth(1)}, ${nth(2)}, ${nth(3)} FROM json_each(${value('rows')}) j`,
});

/** `id` stands in no place of the SQL: by it the store finds the commit again when the connection broke. */
function eventsOf(table: SQLiteTable, drafts: readonly EventDraft[]): Bound {
  const built = once(`events of many ${getTableName(table)}`, () =>
    statement({
      values: ['rows', 'id', 'type', 'subjectType', 'actorType', 'actorId', 'occurredAt', 'requestId'],
      sql: sql`INSERT INTO ${events} (tenant_id, id, type, subject_type, subject_id, versioned, version, account_id, actor_type, actor_id, occurred_at, request_id, data) SELECT ${tenant}, ${nth(0)}, ${value('type')}, ${value('subjectType')}, ${nth(1)}, 1, (SELECT r.version FROM ${table} r WHERE r.tenant_id = ${tenant} AND r.id = ${nth(1)} AND r.version = ${nth(2)}), ${nth(3)}, ${value('actorType')}, ${value('actorId')}, ${value('occurredAt')}, ${value('requestId')}, ${nth(4)} FROM json_each(${value('rows')}) j`,
    }),
  );
  const rows = drafts.map(({ id, subjectId, version, accountId, data }) => [
    id,
    subjectId,
    version,
    accountId,
    JSON.stringify(data),
  ]);
  const [first] = drafts;
  if (first === undefined) throw new Error(`no events of ${getTableName(table)}`);
  const { id, type, subjectType, actorType, actorId, occurredAt, requestId } = first;
  const common = { id, type, subjectType, actorType, actorId, occurredAt, requestId };
  return built.bind({ ...common, rows: JSON.stringify(rows) });
}
