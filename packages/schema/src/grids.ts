import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How many accounts of each presence a grid holds; kept in the commits that change them. */
export const gridCounts = sqliteTable(
  'grid_counts',
  {
    tenantId: text('tenant_id').notNull(),
    gridId: text('grid_id').notNull(),
    presence: text('presence').notNull(),
    accounts: integer('accounts').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.gridId, t.presence] })],
);
