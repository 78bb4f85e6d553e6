import { principalRoles, rolePermissions } from '@keyline/schema';
import { asJson, principal, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** The permissions that the caller holds for the whole tenant: what it may hand on. */
export const handedOn = sql`SELECT cp.permission FROM ${principalRoles} cr JOIN ${rolePermissions} cp ON cp.tenant_id = ${tenant} AND cp.role_id = cr.role_id WHERE cr.tenant_id = ${tenant} AND cr.principal_id = ${principal} AND cr.scope = 'tenant'`;

/** Those of the asked permissions (a JSON list) that the caller holds for the whole tenant. */
export const heldForTenant = statement({
  values: ['permissions'],
  row: { held: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(DISTINCT j.value) AS "held" FROM json_each(${value('permissions')}) j WHERE j.value IN (${handedOn})`,
});
