import { principalRoles, rolePermissions, roles, tenants } from '@keyline/schema';
import { asJson, columns, principal, statement, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';

/** The roles of a key or a user, each with its permissions. */
export const rolesOfCaller = statement({
  row: {
    id: roles.id,
    key: roles.key,
    name: roles.name,
    scope: principalRoles.scope,
    orgUnitId: principalRoles.orgUnitId,
    permissions: asJson<string[]>([]),
  },
  sql: sql`SELECT ${roles.id} AS "id", ${roles.key} AS "key", ${roles.name} AS "name", ${principalRoles.scope} AS "scope", ${principalRoles.orgUnitId} AS "orgUnitId", (SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = ${roles.id}) AS "permissions" FROM ${principalRoles} JOIN ${roles} ON ${roles.tenantId} = ${tenant} AND ${roles.id} = ${principalRoles.roleId} WHERE ${principalRoles.tenantId} = ${tenant} AND ${principalRoles.principalId} = ${principal}`,
});

const homeRow = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  locale: tenants.locale,
  timeZone: tenants.timeZone,
};

/** The caller's tenant. */
export const callerAtHome = statement({
  row: homeRow,
  sql: sql`SELECT ${columns(homeRow)} FROM ${tenants} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});
