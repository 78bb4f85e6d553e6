import { absences, orgUnits, principalRoles, principals, rolePermissions, users } from '@keyline/schema';
import { businessNow, principal, tenant } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

/**
 * The acting principal's grants of these permissions as the common table `g` (permission, scope, user_id,
 * partner_id, path): people and API keys alike. Put it behind WITH; `within` and the list builder read it.
 */
export function grants(...permissions: readonly string[]): SQL {
  return grantsAs('g', permissions);
}

/** The same under another name, for what is asked beside the permission of a list. */
export function grantsAs(name: 'g' | 'beside', permissions: readonly string[]): SQL {
  const names = sql.join(
    permissions.map((name) => literal(name)),
    sql`, `,
  );
  return sql`${sql.raw(name)} AS MATERIALIZED (SELECT rp.permission, pr.scope, p.user_id, p.partner_id, u.path FROM ${principals} p JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = p.id JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id AND rp.permission IN (${names}) LEFT JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = pr.org_unit_id WHERE p.tenant_id = ${tenant} AND p.id = ${principal})`;
}

/**
 * What open work may name the acting principal, or another, by, as the common table `h` (user_id, role_id, unit_id): itself,
 * and each of its roles in the unit for which it has it, else in its own; and the same of everybody for whom it
 * stands in while he is absent. Empty where the principal holds no
 * `g` at all. Put it behind `grants`; `isNamed` and the list builder read it.
 */
export function holdings(unless: SQL = sql`0`, who: SQL = principal): SQL {
  return sql`h AS MATERIALIZED (SELECT DISTINCT p.user_id, pr.role_id, coalesce(pr.org_unit_id, us.org_unit_id) AS unit_id FROM (SELECT ${who} AS id UNION ALL SELECT ab.user_id FROM ${absences} ab WHERE ab.tenant_id = ${tenant} AND ab.delegate_id = ${who} AND ab.absent_from <= ${businessNow} AND (ab.absent_until IS NULL OR ab.absent_until > ${businessNow})) f CROSS JOIN ${principals} p ON p.tenant_id = ${tenant} AND p.id = f.id JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = p.id LEFT JOIN ${users} us ON us.tenant_id = ${tenant} AND us.id = p.user_id WHERE EXISTS (SELECT 1 FROM g) AND NOT ${unless})`;
}

/** A permission's name inside the SQL text: names are program text, never input. */
export function literal(name: string): SQL {
  if (!/^[a-z_]+(\.[a-z_]+)+$/.test(name)) throw new Error(`not the name of a permission: ${name}`);
  return sql.raw(`'${name}'`);
}
