import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/** `stopped`: the successor cannot act any more, or another handover of the same work took its place. */
export const handoverStates = ['running', 'done', 'stopped'] as const;

/** All work of one user on its way to another, who stays. */
export const handovers = sqliteTable(
  'handovers',
  {
    ...recordColumns(),
    userId: text('user_id').notNull(),
    toUserId: text('to_user_id').notNull(),
    state: text('state', { enum: handoverStates }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
