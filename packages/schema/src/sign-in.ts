import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

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

/** A link by which a user sets a new password, good once until `expiresAt` (real time). */
export const passwordResets = sqliteTable(
  'password_resets',
  {
    ...recordColumns(),
    userId: text('user_id').notNull(),
    /** SHA-256 of the link's secret, hex. */
    secretHash: text('secret_hash').notNull(),
    expiresAt: integer('expires_at').notNull(),
    endedAt: integer('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** The second factor of a user: pending until its first code has confirmed it (real time). */
export const secondFactors = sqliteTable(
  'second_factors',
  {
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
    /** Sealed under the seal key. */
    sealedSecret: text('sealed_secret').notNull(),
    confirmedAt: integer('confirmed_at'),
    /** The last step whose code was accepted: it and those before count no more. */
    lastStep: integer('last_step'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

/** Codes for who has lost the device, by their SHA-256; each goes when it is used. */
export const recoveryCodes = sqliteTable(
  'recovery_codes',
  {
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
    codeHash: text('code_hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId, t.codeHash] })],
);

export const invitationStates = ['pending', 'accepted', 'withdrawn'] as const;

/** Somebody who is to come, and the link by which he does, good until `expiresAt` (real time). */
export const invitations = sqliteTable(
  'invitations',
  {
    ...recordColumns(),
    userId: text('user_id').notNull(),
    state: text('state', { enum: invitationStates }).notNull(),
    /** SHA-256 of the link's secret, hex. */
    secretHash: text('secret_hash').notNull(),
    /** Tells the link from those that it replaced. */
    round: integer('round').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
