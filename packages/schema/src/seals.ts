import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * What makes a change of the log visible: one row for each stretch of a tenant's events, which holds their hashes
 * and that of the row before. Hashes are SHA-256 in base64url.
 */
export const seals = sqliteTable(
  'seals',
  {
    tenantId: text('tenant_id').notNull(),
    /** 1, 2, 3 ... in each tenant. */
    number: integer('number').notNull(),
    events: integer('events').notNull(),
    firstEventId: text('first_event_id').notNull(),
    lastEventId: text('last_event_id').notNull(),
    /** The event's place in the log. */
    lastSeq: integer('last_seq').notNull(),
    /** The hashes of the events, one behind the other. */
    leaves: text('leaves').notNull(),
    /** The Merkle tree hash over them. */
    root: text('root').notNull(),
    /** The hash of the seal before; null: the first. */
    previous: text('previous'),
    /** The hash of this one. */
    hash: text('hash').notNull(),
    /** Real time, milliseconds. */
    sealedAt: integer('sealed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.number] })],
);

/** What events of persons said when they were sealed, as a hash, so that their seals hold after an erasure. */
export const eventDigests = sqliteTable(
  'event_digests',
  {
    tenantId: text('tenant_id').notNull(),
    eventId: text('event_id').notNull(),
    digest: text('digest').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.eventId] })],
);

/** The one log, `events`: up to `seq` every event is sealed. */
export const sealing = sqliteTable('sealing', {
  log: text('log').primaryKey(),
  seq: integer('seq').notNull(),
});
