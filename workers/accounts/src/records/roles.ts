import { principalRoles, rolePermissions } from '@keyline/schema';
import { asJson, principal, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** Those of the asked permissions (a JSON list) that the caller holds for the whole tenant. */
export const heldForTenant = statement({
  values: ['permissions'],
  row: { held: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(DISTINCT rp.permission) AS "held" FROM ${principalRoles} pr JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${principal} AND pr.scope = 'tenant' AND rp.permission IN (SELECT j.value FROM json_each(${value('permissions')}) j)`,
});

/** Gives roles their permissions: a JSON list of [role id, permission]. */
export const grantPermissions = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${rolePermissions} (tenant_id, role_id, permission) SELECT ${tenant}, j.value ->> 0, j.value ->> 1 FROM json_each(${value('rows')}) j`,
});
