import type { JsonObject } from '@keyline/kernel';
import { primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

/** What a tenant has set, one row. No row: nothing, at version 1. */
export const settings = sqliteTable(
  'settings',
  {
    ...recordColumns(),
    /** What differs from the defaults. */
    chosen: json<JsonObject>('chosen').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
