import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** When (real time) and from where a key was last used, to within ten minutes. No record: a use changes nothing. */
export const apiKeyUses = sqliteTable(
  'api_key_uses',
  {
    tenantId: text('tenant_id').notNull(),
    apiKeyId: text('api_key_id').notNull(),
    usedAt: integer('used_at').notNull(),
    address: text('address'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.apiKeyId] })],
);
