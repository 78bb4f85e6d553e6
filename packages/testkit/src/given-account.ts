import { newId } from '@keyline/kernel';
import type { TestDatabase } from './database.ts';
import { insertRow } from './insert-row.ts';

/** Puts an existing account into the tenant, with these columns in place of the usual ones; returns its id. */
export async function givenAccount(
  database: TestDatabase,
  tenantId: string,
  columns: Readonly<Record<string, string | number | null>> = {},
): Promise<string> {
  const id = String(columns.id ?? newId('account'));
  const name = String(columns.name ?? `客户 ${id.slice(-6)}`);
  const words = { name, name_key: id, search_text: name, short_names: '[]' };
  const standing = { kind: 'enterprise', presence: 'existing', grade: 'none' };
  await insertRow(database, 'accounts', {
    ...{ tenant_id: tenantId, id, version: 1, created_at: 0, updated_at: 0, created_by: 'test' },
    ...{ ...words, ...standing, strategic: 0, top500: 0, blacklisted: 0 },
    ...columns,
  });
  return id;
}
