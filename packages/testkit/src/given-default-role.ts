import { permissionCatalogue, permissionsOfRole, type RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import type { TestDatabase } from './database.ts';

const stamps = "1, 0, 0, 'test'";

/** The id of a default role of the tenant, with all that it holds; it is made when first asked for. */
export async function givenDefaultRole(
  database: TestDatabase,
  tenantId: string,
  key: RoleKey,
): Promise<string> {
  const name = JSON.stringify({ en: key, 'zh-CN': key });
  await database.execute(
    `INSERT INTO roles (tenant_id, id, version, created_at, updated_at, created_by, key, kind, name) VALUES (?, ?, ${stamps}, ?, 'default', ?) ON CONFLICT DO NOTHING`,
    [tenantId, newId('role'), key, name],
  );
  const [role] = await database.execute('SELECT id FROM roles WHERE tenant_id = ? AND key = ?', [
    tenantId,
    key,
  ]);
  const id = String(role?.id);
  await database.execute(
    'INSERT OR IGNORE INTO role_permissions (tenant_id, role_id, permission) SELECT ?, ?, value FROM json_each(?)',
    [tenantId, id, JSON.stringify(permissionsOfRole(key, permissionCatalogue))],
  );
  return id;
}
