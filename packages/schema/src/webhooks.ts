import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

export const webhookStates = ['active', 'disabled'] as const;

/** Why nothing is sent: somebody said so, the receiver said that it is gone, or it failed for days. */
export const webhookDisabledReasons = ['by_user', 'gone', 'failing'] as const;

/** Where a system outside is told of events. */
export const webhookEndpoints = sqliteTable(
  'webhook_endpoints',
  {
    ...recordColumns(),
    url: text('url').notNull(),
    description: text('description'),
    /** Patterns of event types: `account.created`, `account.*`, `*`. */
    events: json<readonly string[]>('events').notNull(),
    state: text('state', { enum: webhookStates }).notNull(),
    disabledReason: text('disabled_reason', { enum: webhookDisabledReasons }),
    /** Sealed under the seal key. */
    secret: text('secret').notNull(),
    /** The secret before the last rotation, sealed, which signs too until `overlapEndsAt` (real time). */
    formerSecret: text('former_secret'),
    overlapEndsAt: integer('overlap_ends_at'),
    removedAt: integer('removed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('webhook_endpoints_active').on(t.tenantId, t.id),
  ],
);
