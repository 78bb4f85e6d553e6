import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Who may do what only one may do at a time: held until then (real time, milliseconds), or until given back. */
export const leases = sqliteTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: integer('until').notNull(),
});

/** The one log, `events`: up to `seq` every event has been sent to its consumers. */
export const relay = sqliteTable('relay', {
  log: text('log').primaryKey(),
  seq: integer('seq').notNull(),
  /** Real time, milliseconds. */
  movedAt: integer('moved_at').notNull(),
});

/** Messages of our queues that name no event of ours, as they came: no tenant could be told of them. */
export const strayMessages = sqliteTable(
  'stray_messages',
  {
    id: integer('id').primaryKey(),
    queue: text('queue').notNull(),
    messageId: text('message_id').notNull(),
    reason: text('reason', { enum: ['unreadable', 'unknown_event'] }).notNull(),
    /** The message as JSON, cut off where it is long. */
    body: text('body').notNull(),
    attempts: integer('attempts').notNull(),
    /** Real time, milliseconds. */
    keptAt: integer('kept_at').notNull(),
  },
  (t) => [uniqueIndex('stray_messages_by_message').on(t.queue, t.messageId)],
);
