import { standardProcessId, standardRows } from '@keyline/process/standard';
import type { TestDatabase } from './database.ts';
import { insertRow } from './insert-row.ts';

/** Puts the standard processes into the database that a tenant begins with. */
export async function givenProcesses(database: TestDatabase, tenantId: string): Promise<void> {
  for (const { code, key, subject, ...stored } of standardRows()) {
    const texts = Object.entries(stored).map(([name, one]) => [name, JSON.stringify(one)]);
    await insertRow(database, 'processes', {
      tenant_id: tenantId,
      ...{ id: standardProcessId(tenantId, code), key, subject },
      ...{ version: 1, created_at: 0, updated_at: 0, created_by: 'system' },
      ...{ state: 'published', number: 1, published_at: 0 },
      ...Object.fromEntries(texts),
    });
  }
}
