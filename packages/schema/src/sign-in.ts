import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Failed attempts to get in, by who or where they are held against: a user of a tenant, a name that nobody has,
 * a network. Belongs to no tenant, since strangers are counted too. Times are real time.
 */
export const throttles = sqliteTable(
  'throttles',
  {
    /** Personal data in none but hashed form. */
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    countedAt: integer('counted_at').notNull(),
    /** Until then every attempt is refused, a right one too. */
    blockedUntil: integer('blocked_until').notNull(),
    /** When all of it is forgiven and the row may go. */
    forgottenAt: integer('forgotten_at').notNull(),
  },
  (t) => [index('throttles_by_forgetting').on(t.forgottenAt)],
);

/**
 * When a session was last gone on with (business time, for people to read), and until when it can be (real time).
 * Goes with the session's end.
 */
export const sessionUses = sqliteTable(
  'session_uses',
  {
    tenantId: text('tenant_id').notNull(),
    sessionId: text('session_id').notNull(),
    lastUsedAt: integer('last_used_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.sessionId] })],
);
