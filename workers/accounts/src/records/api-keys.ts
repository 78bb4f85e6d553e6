import { apiKeys, apiKeyUses, principalRoles, rolePermissions } from '@keyline/schema';
import {
  asInstant,
  asJson,
  asText,
  columns,
  principal,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { instantOf } from '../domain/instants.ts';

export const apiKeySubject: Subject<typeof apiKeys> = {
  type: 'api_key',
  table: apiKeys,
  accountOf: () => null,
  logged: ({ name, partnerId, expiresAt, ips, overlapEndsAt, revokedAt }) => ({
    name,
    partnerId,
    expiresAt: instantOf(expiresAt),
    ips,
    overlapEndsAt: instantOf(overlapEndsAt),
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
  formerSecretHash: apiKeys.formerSecretHash,
  overlapEndsAt: apiKeys.overlapEndsAt,
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

/** What is shown of a key beside its own row. */
export const besideApiKey = {
  permissions: asJson<string[]>([]),
  lastUsedAt: asInstant,
  lastUsedFrom: asText,
};

/** The same of a key that has just been made. */
export const unused = { lastUsedAt: null, lastUsedFrom: null };

/** The select list of `besideApiKey`, of the key with this id and this role. */
export function besideApiKeyOf(id: SQL, roleId: SQL): SQL {
  return sql`(SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = ${roleId}) AS "permissions", (SELECT u.used_at FROM ${apiKeyUses} u WHERE u.tenant_id = ${tenant} AND u.api_key_id = ${id}) AS "lastUsedAt", (SELECT u.address FROM ${apiKeyUses} u WHERE u.tenant_id = ${tenant} AND u.api_key_id = ${id}) AS "lastUsedFrom"`;
}

/** An API key as it is shown. */
export const apiKeyToShow = statement({
  values: ['id'],
  row: { ...apiKeyRow, ...besideApiKey },
  sql: sql`SELECT ${columns(apiKeyRow)}, ${besideApiKeyOf(sql`${apiKeys.id}`, sql`${apiKeys.roleId}`)} FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')}`,
});

/** The permissions of a key that the caller does not hold for the whole tenant. */
export const rightsBeyondCaller = statement({
  values: ['id'],
  row: { beyond: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(rp.permission) AS "beyond" FROM ${apiKeys} JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = ${apiKeys.roleId} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')} AND NOT EXISTS (SELECT 1 FROM ${principalRoles} pr CROSS JOIN ${rolePermissions} own ON own.tenant_id = ${tenant} AND own.role_id = pr.role_id AND own.permission = rp.permission WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${principal} AND pr.scope = 'tenant')`,
});
