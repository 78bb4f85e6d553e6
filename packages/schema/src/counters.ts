import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How far each series of numbers of a tenant has come, such as the filing numbers of a year. */
export const counters = sqliteTable(
  'counters',
  {
    tenantId: text('tenant_id').notNull(),
    /** `<subject>.<kind of number>/<period>` */
    name: text('name').notNull(),
    /** The number that was taken last. */
    value: integer('value').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.name] })],
);
