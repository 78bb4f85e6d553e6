import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/**
 * What a consumer has made of an event: `sent` until it reacted (`done`) or was given up (`dead`). The row is written
 * in the reaction's own commit, so that an event that comes twice is reacted to once.
 */
export const reactions = sqliteTable(
  'reactions',
  {
    tenantId: text('tenant_id').notNull(),
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    state: text('state', { enum: ['sent', 'done', 'dead'] }).notNull(),
    /** How often the consumer failed so far, and what the last failure was: a code, never a text. */
    attempts: integer('attempts').notNull(),
    lastError: text('last_error'),
    /** Real time, milliseconds. */
    changedAt: integer('changed_at').notNull(),
    /** When (real time) it is sent again if it is still under way; null when it is not. */
    resendAt: integer('resend_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.consumer, t.eventId] })],
);

/** An event that a consumer could not react to, until somebody has it sent again and it succeeds. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    ...recordColumns(),
    consumer: text('consumer').notNull(),
    eventId: text('event_id').notNull(),
    eventType: text('event_type').notNull(),
    state: text('state', { enum: ['dead', 'replaying', 'done'] }).notNull(),
    /** How often the consumer has failed. */
    attempts: integer('attempts').notNull(),
    /** The code of the last failure. */
    lastError: text('last_error'),
    /** Real time, milliseconds. */
    diedAt: integer('died_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('dead_letters_by_event').on(t.tenantId, t.consumer, t.eventId),
  ],
);
