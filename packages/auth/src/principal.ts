import {
  apiKeys,
  type DataScope,
  partners,
  principalRoles,
  principals,
  rolePermissions,
  sessions,
  tenants,
} from '@keyline/schema';
import {
  asBoolean,
  asInstant,
  asJson,
  asText,
  columns,
  principal,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';

const row = {
  id: principals.id,
  kind: principals.kind,
  userId: principals.userId,
  partnerId: principals.partnerId,
  status: principals.status,
  tenantStatus: tenants.status,
  /** Null for who belongs to no partner. */
  partnerState: asText,
  timeZone: tenants.timeZone,
  sessionLives: asBoolean,
  secretHash: asText,
  formerSecretHash: asText,
  overlapEndsAt: asInstant,
  expiresAt: asInstant,
  revokedAt: asInstant,
  ips: asJson<string[] | null>(null),
  held: asJson<string[]>([]),
};

/**
 * Who is calling, read anew with every request: a blocked user, a suspended partner, an ended session, a
 * revoked key or a changed role counts at once. `held` are those of the asked permissions (a JSON list) that the roles give.
 */
export const principalById = statement({
  values: ['session', 'permissions'],
  row,
  sql: sql`SELECT ${columns(row)}, ${partners.state} AS "partnerState", (${sessions.id} IS NOT NULL AND ${sessions.endedAt} IS NULL AND ${sessions.userId} = ${principals.userId}) AS "sessionLives", ${apiKeys.secretHash} AS "secretHash", ${apiKeys.formerSecretHash} AS "formerSecretHash", ${apiKeys.overlapEndsAt} AS "overlapEndsAt", ${apiKeys.expiresAt} AS "expiresAt", ${apiKeys.revokedAt} AS "revokedAt", ${apiKeys.ips} AS "ips", (SELECT json_group_array(DISTINCT rp.permission) FROM ${principalRoles} pr JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${principal} AND rp.permission IN (SELECT j.value FROM json_each(${value('permissions')}) j)) AS "held" FROM ${principals} JOIN ${tenants} ON ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant} LEFT JOIN ${partners} ON ${partners.tenantId} = ${tenant} AND ${partners.id} = ${principals.partnerId} LEFT JOIN ${apiKeys} ON ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${principals.id} LEFT JOIN ${sessions} ON ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('session')} WHERE ${principals.tenantId} = ${tenant} AND ${principals.id} = ${principal}`,
});

export type PrincipalRow = ReturnType<typeof principalById.decode>;

/** Whoever acts in a tenant, with the permissions asked for that it holds. */
export interface Actor {
  readonly type: 'user' | 'api_key';
  readonly id: string;
  readonly tenantId: string;
  readonly userId: string | null;
  readonly partnerId: string | null;
  readonly sessionId: string | null;
  readonly timeZone: string;
  readonly permissions: ReadonlySet<string>;
}

/** A role's scope as the API writes it. */
export type Scope = DataScope;
