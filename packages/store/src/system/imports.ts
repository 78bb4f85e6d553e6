import { importProgress, imports } from '@keyline/schema';
import { sql } from 'drizzle-orm';
import { columns, systemStatement, value } from '../statement.ts';
import type { SystemRun } from './run.ts';

const row = {
  tenantId: imports.tenantId,
  id: imports.id,
  kind: imports.kind,
  createdBy: imports.createdBy,
};

const open = systemStatement({
  values: ['kinds', 'limit'],
  row,
  sql: sql`SELECT ${columns(row, 'i')} FROM ${importProgress} p INDEXED BY import_progress_open CROSS JOIN ${imports} i ON i.tenant_id = p.tenant_id AND i.id = p.import_id WHERE p.files = 1 AND i.kind IN (SELECT k.value FROM json_each(${value('kinds')}) k) LIMIT ${value('limit')}`,
});

/** Imports of all tenants. */
export interface ImportStore {
  /** Up to `limit` imports of these kinds that go on, or whose files are to be taken away. */
  findOpenImports(kinds: readonly string[], limit: number): Promise<ReturnType<typeof open.decode>[]>;
}

export function importStore({ many }: SystemRun): ImportStore {
  return {
    findOpenImports: (kinds, limit) => many(open.bind({ kinds: JSON.stringify(kinds), limit })),
  };
}
