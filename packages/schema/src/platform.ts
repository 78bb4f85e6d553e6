import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { json } from './columns.ts';

/** One change of one field: its value before and after. */
export type FieldChange = readonly [before: unknown, after: unknown];

/** What an event says beside its envelope. */
export interface EventData {
  readonly changes?: Readonly<Record<string, FieldChange>>;
  /** Names of private fields that changed; their values stand in `private_changes`. */
  readonly privateChanges?: readonly string[];
  /** The import that did it for somebody, as one of many records. */
  readonly importId?: string;
  readonly [fact: string]: unknown;
}

/**
 * The event log: audit, timeline, outbox and lock at once. A versioned event exists once per subject and
 * version; `versioned` = 1 with no version is what a lost race leaves, and the database refuses it.
 */
export const events = sqliteTable(
  'events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    tenantId: text('tenant_id').notNull(),
    id: text('id').notNull(),
    type: text('type').notNull(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    versioned: integer('versioned', { mode: 'boolean' }).notNull(),
    version: integer('version'),
    accountId: text('account_id'),
    actorType: text('actor_type').notNull(),
    actorId: text('actor_id'),
    occurredAt: integer('occurred_at').notNull(),
    requestId: text('request_id'),
    data: json<EventData>('data').notNull(),
  },
  (t) => [uniqueIndex('events_by_id').on(t.tenantId, t.id)],
);

/** Values of private fields before and after, apart from the log, so that an erasure can delete them. */
export const privateChanges = sqliteTable(
  'private_changes',
  {
    tenantId: text('tenant_id').notNull(),
    eventId: text('event_id').notNull(),
    field: text('field').notNull(),
    before: json<unknown>('before'),
    after: json<unknown>('after'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.eventId, t.field] })],
);

/** Where the request of an event came from: private data, deleted by age and by an erasure. */
export const eventOrigins = sqliteTable(
  'event_origins',
  {
    tenantId: text('tenant_id').notNull(),
    eventId: text('event_id').notNull(),
    /** The client's address as the platform saw it. */
    address: text('address'),
    userAgent: text('user_agent'),
    /** The session that acted; null for API keys and before sign-in. */
    sessionId: text('session_id'),
    /** Real time, milliseconds. */
    recordedAt: integer('recorded_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.eventId] })],
);

/** First answers by Idempotency-Key, kept for 24 h. `createdAt` is real time. */
export const idempotency = sqliteTable(
  'idempotency',
  {
    tenantId: text('tenant_id').notNull(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: integer('status').notNull(),
    headers: json<Record<string, string>>('headers').notNull(),
    body: text('body'),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.caller, t.key] })],
);
