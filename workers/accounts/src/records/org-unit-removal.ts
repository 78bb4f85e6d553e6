import { accounts, gridCounts, namedParties, orgUnits, principalRoles, users } from '@keyline/schema';
import { asBoolean, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

const accountIn = (column: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.${sql.identifier(column)} = ${value('id')})`;

/** What still belongs to a unit. */
export const holdingsOfUnit = statement({
  values: ['id'],
  row: { units: asBoolean, users: asBoolean, grants: asBoolean, accounts: asBoolean, work: asBoolean },
  sql: sql`SELECT EXISTS (SELECT 1 FROM ${orgUnits} c WHERE c.tenant_id = ${tenant} AND c.parent_id = ${value('id')}) AS "units", EXISTS (SELECT 1 FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.org_unit_id = ${value('id')}) AS "users", EXISTS (SELECT 1 FROM ${principalRoles} r WHERE r.tenant_id = ${tenant} AND r.org_unit_id = ${value('id')}) AS "grants", (${accountIn('org_unit_id')} OR ${accountIn('grid_id')} OR ${accountIn('responsible_unit_id')}) AS "accounts", EXISTS (SELECT 1 FROM ${namedParties} n WHERE n.tenant_id = ${tenant} AND n.org_unit_id = ${value('id')}) AS "work"`,
});

/** Deletes the counters of a grid without accounts. */
export const deleteGridCounts = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${gridCounts} WHERE tenant_id = ${tenant} AND grid_id = ${value('id')}`,
});

/** Deletes a unit; its foreign keys refuse while anything names it. */
export const deleteOrgUnit = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${orgUnits} WHERE tenant_id = ${tenant} AND id = ${value('id')}`,
});
