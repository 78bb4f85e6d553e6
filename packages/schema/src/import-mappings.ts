import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';
import type { ImportMapping } from './imports.ts';

/** How the files of one source are to be read, under a name by which a tenant keeps it. */
export const importMappings = sqliteTable(
  'import_mappings',
  {
    ...recordColumns(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    mapping: json<ImportMapping>('mapping').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
