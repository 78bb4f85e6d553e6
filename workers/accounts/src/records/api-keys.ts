import { apiKeys, rolePermissions } from '@keyline/schema';
import { asJson, columns, principal, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';

export const apiKeySubject: Subject<typeof apiKeys> = {
  type: 'api_key',
  table: apiKeys,
  accountOf: () => null,
  logged: ({ name, expiresAt, ips, revokedAt }) => ({
    name,
    expiresAt: instantOf(expiresAt),
    ips,
    revokedAt: instantOf(revokedAt),
  }),
};

export const apiKeyRow = {
  id: apiKeys.id,
  version: apiKeys.version,
  createdAt: apiKeys.createdAt,
  updatedAt: apiKeys.updatedAt,
  createdBy: apiKeys.createdBy,
  name: apiKeys.name,
  roleId: apiKeys.roleId,
  secretHash: apiKeys.secretHash,
  partnerId: apiKeys.partnerId,
  expiresAt: apiKeys.expiresAt,
  ips: apiKeys.ips,
  revokedAt: apiKeys.revokedAt,
};

export const apiKeyById = statement({
  values: ['id'],
  row: apiKeyRow,
  sql: sql`SELECT ${columns(apiKeyRow)} FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')}`,
});

/** Until when and from where the caller is accepted, when it is a key. */
export const limitsOfCaller = statement({
  row: { expiresAt: apiKeys.expiresAt, ips: apiKeys.ips },
  sql: sql`SELECT ${apiKeys.expiresAt} AS "expiresAt", ${apiKeys.ips} AS "ips" FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${principal}`,
});

/** An API key with its permissions. */
export const apiKeyToShow = statement({
  values: ['id'],
  row: { ...apiKeyRow, permissions: asJson<string[]>([]) },
  sql: sql`SELECT ${columns(apiKeyRow)}, (SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = ${apiKeys.roleId}) AS "permissions" FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')}`,
});
