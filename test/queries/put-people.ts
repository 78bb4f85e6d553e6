import { newId } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import type { TestDatabase } from '@keyline/testkit';
import { putRows } from './put-rows.ts';

const stamps = { version: 1, created_at: 0, updated_at: 0, created_by: 'test' };

/** Puts users who never sign in, for records to name. */
export async function putUsers(
  database: TestDatabase,
  tenantId: string,
  count: number,
): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId('user'));
  const rows = ids.map((id) => ({
    ...{ tenant_id: tenantId, id, ...stamps },
    ...{ name: id, email: id, email_key: id, status: 'active' },
  }));
  await putRows(database, 'users', rows);
  return ids;
}

/** How far a role reaches. */
export interface Reach {
  readonly scope: DataScope;
  /** The unit of scope `unit`. */
  readonly orgUnitId?: string;
}

/** Gives a principal one role more for each reach, with these permissions; their ids. */
export async function putRoles(
  database: TestDatabase,
  holder: { readonly tenantId: string; readonly principalId: string },
  reaches: readonly Reach[],
  permissions: readonly string[],
): Promise<readonly string[]> {
  const tenant = { tenant_id: holder.tenantId };
  const roles = reaches.map((reach) => ({ ...reach, id: newId('role') }));
  await putRows(
    database,
    'roles',
    roles.map(({ id }) => ({ ...tenant, id, ...stamps, key: id, kind: 'custom', name: '{}' })),
  );
  await putRows(
    database,
    'role_permissions',
    roles.flatMap(({ id }) => permissions.map((permission) => ({ ...tenant, role_id: id, permission }))),
  );
  await putRows(
    database,
    'principal_roles',
    roles.map(({ id, scope, orgUnitId = null }) => ({
      ...{ ...tenant, principal_id: holder.principalId, role_id: id, scope, org_unit_id: orgUnitId },
    })),
  );
  return roles.map(({ id }) => id);
}
