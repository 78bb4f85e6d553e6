import { orgUnits, principalRoles, principals, rolePermissions } from '@keyline/schema';
import { at, principal, tenant } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';

/** The columns by which a kind of record falls into a scope. */
export interface Scoped {
  readonly owner: Column;
  readonly creator: Column;
  readonly unit: Column;
}

/**
 * The acting principal's grants of these permissions as the common table `g` (permission, scope, user_id,
 * path): people and API keys alike. Put it behind WITH; `within` and the list builder read it.
 */
export function grants(...permissions: readonly string[]): SQL {
  const names = sql.join(
    permissions.map((name) => literal(name)),
    sql`, `,
  );
  return sql`g AS MATERIALIZED (SELECT rp.permission, pr.scope, p.user_id, u.path FROM ${principals} p JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = p.id JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id AND rp.permission IN (${names}) LEFT JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = pr.org_unit_id WHERE p.tenant_id = ${tenant} AND p.id = ${principal})`;
}

/**
 * Whether the record under this alias lies in the scope in which the principal holds the permission, or was
 * created by it: 1 or 0. The `+` spares an index over the handful of rows of `g`.
 */
export function within(permission: string, alias: string, scoped: Scoped): SQL {
  const granted = (reach: SQL) =>
    sql`EXISTS (SELECT 1 FROM g WHERE +g.permission = ${literal(permission)} AND ${reach})`;
  const made = sql`${at(alias, scoped.creator)} = ${principal}`;
  const own = sql`(g.scope = 'own' AND ${at(alias, scoped.owner)} = g.user_id)`;
  const unit = sql`(g.scope = 'unit' AND EXISTS (SELECT 1 FROM ${orgUnits} su WHERE su.tenant_id = ${tenant} AND su.id = ${at(alias, scoped.unit)} AND su.path >= g.path AND su.path < g.path || '~'))`;
  return sql`(${granted(sql`+g.scope = 'tenant'`)} OR ${granted(sql`(${made} OR ${own} OR ${unit})`)})`;
}

/** A permission's name inside the SQL text: names are program text, never input. */
export function literal(name: string): SQL {
  if (!/^[a-z_]+(\.[a-z_]+)+$/.test(name)) throw new Error(`not the name of a permission: ${name}`);
  return sql.raw(`'${name}'`);
}
