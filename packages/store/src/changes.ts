import { newId } from '@keyline/kernel';
import {
  type EventData,
  erasableSubjects,
  type FieldChange,
  privateFields,
  secretFields,
} from '@keyline/schema';
import type { Column } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type EventDraft, eventInsert, type FactDraft, privateChangeInserts } from './event-statements.ts';
import type { Bound } from './statement.ts';
import { insert, update } from './writes.ts';

/** Who acts and when: stamped on every record and event of a commit. */
export interface Moment {
  readonly actor: { readonly type: 'user' | 'api_key' | 'system' | 'anonymous'; readonly id: string | null };
  /** Business time, milliseconds. */
  readonly now: number;
  readonly requestId: string | null;
  /** The import that acts for somebody; every event of the commit names it. */
  readonly importId?: string;
}

/** A table whose rows have the columns of every record. */
export type RecordTable = SQLiteTable & {
  readonly tenantId: Column;
  readonly id: Column;
  readonly version: Column;
};

/** A kind of record that changes: what the event log calls it, where it is kept, on whose timeline it shows. */
export interface Subject<T extends RecordTable> {
  readonly type: string;
  readonly table: T;
  accountOf(row: RecordState<T>): string | null;
  /** The record's own fields as the API writes them (instants in RFC 3339, money with its currency). */
  logged(row: RecordState<T>): Readonly<Record<string, unknown>>;
}

/** One change of one record with its one event, ready for the commit. */
export interface Change<Row = unknown> {
  /** The record as it will be. */
  readonly row: Row;
  readonly statements: readonly Bound[];
}

/** A record as the program knows it: without its tenant, its row number and generated columns. */
export type RecordState<T extends RecordTable> = Omit<
  Pick<T['$inferSelect'], keyof T['$inferInsert'] & keyof T['$inferSelect']>,
  'tenantId' | 'rid'
>;

/** What a new record is made of; the commit stamps the rest. */
export type NewRow<T extends RecordTable> = Omit<
  RecordState<T>,
  'version' | 'createdAt' | 'updatedAt' | 'createdBy'
>;

/** The event of a change. */
export interface EventOf {
  /** `<subject>.<past participle>` */
  readonly type: string;
  /** Facts beside the changed fields. */
  readonly facts?: Readonly<Record<string, unknown>>;
  /** Changes of what belongs to the record and is kept in other tables, such as the roles of a user. */
  readonly changes?: Readonly<Record<string, FieldChange>>;
}

/** Makes a record at version 1. */
export function created<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  fields: NewRow<T>,
  event: EventOf,
): Change<RecordState<T>> {
  const stamped = {
    ...fields,
    version: 1,
    createdAt: moment.now,
    updatedAt: moment.now,
    createdBy: moment.actor.id ?? moment.actor.type,
  };
  const row = stamped as unknown as RecordState<T>;
  const { draft, privates } = describe(moment, subject, undefined, row, event, 1);
  return {
    row,
    statements: [
      insert(subject.table, stamped as unknown as Omit<T['$inferInsert'], 'tenantId'>),
      eventInsert(subject.table, draft),
      ...privateChangeInserts(draft.id, privates),
    ],
  };
}

/**
 * Changes fields of a record that was loaded at `before.version`. When somebody else was first the guarded
 * update hits no row, the event finds no version, and the whole batch fails. A patch that says what is there
 * already writes nothing and leaves the version, unless the event has facts of its own.
 */
export function changed<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  before: RecordState<T>,
  patch: Partial<NewRow<T>>,
  event: EventOf,
): Change<RecordState<T>> {
  const { id, version } = before as { id: string; version: number };
  if (event.facts === undefined && event.changes === undefined && isThere(before, patch))
    return { row: before, statements: [] };
  const stamps = { version: version + 1, updatedAt: moment.now };
  const row = { ...before, ...patch, ...stamps } as RecordState<T>;
  const { draft, privates } = describe(moment, subject, before, row, event, version + 1);
  return {
    row,
    statements: [
      update(subject.table, { id, version }, { ...patch, ...stamps }),
      eventInsert(subject.table, draft),
      ...privateChangeInserts(draft.id, privates),
    ],
  };
}

/**
 * Tells of something that changes no record. Under the same `id` it is told once, however often it is written;
 * without one, each time.
 */
export function fact(
  { actor, now, requestId }: Moment,
  told: Omit<FactDraft, 'id' | 'actorType' | 'actorId' | 'occurredAt' | 'requestId'> & {
    readonly id?: string;
  },
): FactDraft {
  return {
    id: newId('event'),
    ...told,
    data: withNonce(told.subjectType, told.data),
    actorType: actor.type,
    actorId: actor.id,
    occurredAt: now,
    requestId,
  };
}

/** What an event of a person says, with chance added: its hash outlasts an erasure, and tells nobody anything. */
function withNonce(subjectType: string, data: EventData): EventData {
  if (!erasableSubjects.has(subjectType)) return data;
  return { ...data, nonce: crypto.randomUUID() };
}

/** Whether a patch says what is there already. */
export function isThere(
  before: Readonly<Record<string, unknown>>,
  patch: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(patch).every(([field, next]) => isSame(before[field], next));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

/** What differs between two states of a record as the API writes them: private fields apart. */
export function differences(
  table: SQLiteTable,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): { changes: Record<string, FieldChange>; privates: Record<string, FieldChange> } {
  const changes: Record<string, FieldChange> = {};
  const privates: Record<string, FieldChange> = {};
  const hidden = privateFields(table);
  for (const [field, next] of Object.entries(after)) {
    const last = before[field] ?? null;
    if (isSame(last, next)) continue;
    const target = hidden.includes(field) ? privates : changes;
    target[field] = [last, next ?? null];
  }
  return { changes, privates };
}

/** The event of a record between two states, and the changes of its private fields that are kept apart. */
export function describe<T extends RecordTable>(
  moment: Moment,
  subject: Subject<T>,
  before: RecordState<T> | undefined,
  after: RecordState<T>,
  event: EventOf,
  version: number,
): { draft: EventDraft; privates: Record<string, FieldChange> } {
  const { changes, privates } = differences(
    subject.table,
    before === undefined ? {} : subject.logged(before),
    subject.logged(after),
  );
  const data: EventData = {
    ...event.facts,
    ...(moment.importId !== undefined && { importId: moment.importId }),
    changes: { ...changes, ...event.changes },
    ...(Object.keys(privates).length > 0 && { privateChanges: Object.keys(privates) }),
  };
  const draft: EventDraft = {
    id: newId('event'),
    type: event.type,
    subjectType: subject.type,
    subjectId: (after as { id: string }).id,
    version,
    accountId: subject.accountOf(after),
    actorType: moment.actor.type,
    actorId: moment.actor.id,
    occurredAt: moment.now,
    requestId: moment.requestId,
    data: withNonce(subject.type, data),
  };
  const kept = Object.entries(privates).filter(([field]) => !secretFields.has(field));
  return { draft, privates: Object.fromEntries(kept) };
}
