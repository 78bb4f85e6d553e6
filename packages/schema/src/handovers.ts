import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { recordColumns } from './columns.ts';

/** All work of one user on its way to another, who stays. */
export const handovers = sqliteTable(
  'handovers',
  {
    ...recordColumns(),
    userId: text('user_id').notNull(),
    toUserId: text('to_user_id').notNull(),
    state: text('state', { enum: ['running', 'done'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
