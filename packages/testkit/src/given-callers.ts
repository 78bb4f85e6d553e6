import { createApiKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import type { DataScope } from '@keyline/schema';
import type { TestDatabase } from './database.ts';
import { insertRow } from './insert-row.ts';
import { accessTokenFor } from './signing-key.ts';

/** What a caller may do: one role of its own, in one scope. */
export interface CallerRights {
  /** None: the caller is signed in and may do nothing. */
  readonly permissions?: readonly string[];
  /** Default `tenant`. */
  readonly scope?: DataScope;
  /** The unit of scope `unit`. */
  readonly orgUnitId?: string;
}

export interface GivenUser {
  readonly userId: string;
  readonly sessionId: string;
  /** Access token, good for ten minutes. */
  readonly token: string;
}

export interface GivenApiKey {
  readonly keyId: string;
  /** The key itself. */
  readonly token: string;
}

const madeBy = { version: 1, created_at: 0, updated_at: 0, created_by: 'test' };

/** Puts an active user with a session into the tenant. No password is hashed: tests mint the token. */
export async function givenUser(
  database: TestDatabase,
  tenantId: string,
  rights: CallerRights = {},
): Promise<GivenUser> {
  const [userId, sessionId] = [newId('user'), newId('session')];
  const email = `${userId}@example.cn`;
  const stamps = { ...madeBy, tenant_id: tenantId };
  await insertRow(database, 'users', {
    ...stamps,
    id: userId,
    name: `User ${userId.slice(-6)}`,
    email,
    email_key: email,
    status: 'active',
  });
  const principal = { tenant_id: tenantId, id: userId, kind: 'user', user_id: userId, status: 'active' };
  await insertRow(database, 'principals', principal);
  await insertRow(database, 'sessions', { ...stamps, id: sessionId, user_id: userId });
  await giveRole(database, { tenantId, principalId: userId, kind: 'custom' }, rights);
  return { userId, sessionId, token: await accessTokenFor({ sub: userId, ten: tenantId, sid: sessionId }) };
}

/** Puts an API key with these permissions for the whole tenant into it. */
export async function givenApiKey(
  database: TestDatabase,
  tenantId: string,
  permissions: readonly string[],
): Promise<GivenApiKey> {
  const keyId = newId('api_key');
  const { key, secretHash } = createApiKey({ cell: 'main', tenantId, keyId });
  const principal = { tenant_id: tenantId, id: keyId, kind: 'api_key', status: 'active' };
  await insertRow(database, 'principals', principal);
  const role_id = await giveRole(database, { tenantId, principalId: keyId, kind: 'key' }, { permissions });
  await insertRow(database, 'api_keys', {
    ...madeBy,
    tenant_id: tenantId,
    id: keyId,
    name: `Key ${keyId.slice(-6)}`,
    role_id,
    secret_hash: secretHash,
  });
  return { keyId, token: key };
}

/** A role that this principal alone holds; its id. */
async function giveRole(
  database: TestDatabase,
  holder: { readonly tenantId: string; readonly principalId: string; readonly kind: string },
  { permissions = [], scope = 'tenant', orgUnitId }: CallerRights,
): Promise<string> {
  const roleId = newId('role');
  const tenant = { tenant_id: holder.tenantId };
  const name = JSON.stringify({ en: roleId, 'zh-CN': roleId });
  await insertRow(database, 'roles', {
    ...madeBy,
    ...tenant,
    id: roleId,
    key: roleId,
    kind: holder.kind,
    name,
  });
  for (const permission of permissions) {
    await insertRow(database, 'role_permissions', { ...tenant, role_id: roleId, permission });
  }
  await insertRow(database, 'principal_roles', {
    ...tenant,
    principal_id: holder.principalId,
    role_id: roleId,
    scope,
    org_unit_id: orgUnitId ?? null,
  });
  return roleId;
}
