import type { Organisation, Party } from '@keyline/process';
import { orgUnits, principalRoles, principals, roles, users } from '@keyline/schema';
import { asJson, type Load, statement, tenant } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';

/** People around a record, with the ids of the roles that its process names. */
export interface People extends Organisation {
  readonly roleIds: Readonly<Record<string, string>>;
}

interface Found {
  readonly roleIds?: Readonly<Record<string, string>>;
  readonly managers?: readonly string[];
  readonly administrators?: readonly string[];
  /** Roles that anybody active holds, with who does: no more than one beyond `mostKnown`. */
  readonly held?: readonly (readonly [role: string, userIds: readonly string[]])[];
  /** Role, unit, distance from the record's unit, user. */
  readonly holders?: readonly (readonly [string, string | null, number, string])[];
  /** The same of departments that supervise the record's category: those beside the way up (0) before those below (1). */
  readonly supervising?: readonly (readonly [string, string, number, string])[];
}

/** More holders of one role without a unit are not looked at, nor more people of one unit. */
const mostPeople = 200;
const limit = sql.raw(String(mostPeople));
const anywhere = 1000;

/** Of a role that more people hold nobody looks who they all are, wherever they hold it. */
const mostKnown = 20;

const active = (alias: string, id: SQL) =>
  sql`EXISTS (SELECT 1 FROM ${users} ${sql.identifier(alias)} WHERE ${sql.identifier(alias)}.tenant_id = ${tenant} AND ${sql.identifier(alias)}.id = ${id} AND ${sql.identifier(alias)}.status = 'active')`;

/**
 * Who holds the roles of a process in the unit of a record and in those above it, who is in charge there, and who
 * holds them without a unit, as `administrator` is held: one row, whatever the tenant's size. `source` is a select of
 * the unit and of the roles as a JSON list, and where it `hasCategory` of the business category, whose supervising
 * departments are looked at then: those that hang on the way up, or, where none does, those below the unit. Without a
 * row there is nobody.
 */
export function peopleStatement<const Name extends string>(
  source: SQL,
  values: readonly Name[],
  hasCategory = false,
) {
  const given = hasCategory ? source : sql`SELECT s.*, NULL FROM (${source}) s`;
  const up = sql`up(id, parent_id, manager_id, depth) AS (SELECT u.id, u.parent_id, u.manager_id, 0 FROM source s CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = s.unit_id UNION ALL SELECT u.id, u.parent_id, u.manager_id, up.depth + 1 FROM up CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = up.parent_id WHERE up.depth < 20)`;
  const wanted = sql`wanted(id, key) AS MATERIALIZED (SELECT r.id, r.key FROM source s CROSS JOIN json_each(s.roles) j CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.key = j.value)`;
  const above = sql`EXISTS (SELECT 1 FROM up WHERE +up.id = d.parent_id)`;
  const below = sql`(s.unit_id IS NULL OR EXISTS (SELECT 1 FROM ${orgUnits} u WHERE u.tenant_id = ${tenant} AND u.id = s.unit_id AND d.path >= u.path AND d.path < u.path || '~'))`;
  const departments = sql`departments(id, depth) AS MATERIALIZED (SELECT d.id, CASE WHEN ${above} THEN 0 ELSE 1 END FROM source s CROSS JOIN ${orgUnits} d INDEXED BY org_units_supervising ON d.tenant_id = ${tenant} AND d.kind = 'department' AND d.categories <> '[]' WHERE s.category IS NOT NULL AND (${above} OR ${below}) AND EXISTS (SELECT 1 FROM json_each(d.categories) k WHERE k.value = s.category) LIMIT ${limit})`;
  const granted = (up: SQL) =>
    sql`SELECT w.key, up.id AS unit, up.depth AS depth, p.user_id FROM ${up} up CROSS JOIN ${principalRoles} pr INDEXED BY principal_roles_by_org_unit ON pr.tenant_id = ${tenant} AND pr.org_unit_id = up.id CROSS JOIN wanted w ON +w.id = pr.role_id CROSS JOIN ${principals} p ON p.tenant_id = ${tenant} AND p.id = pr.principal_id`;
  const housed = (up: SQL) =>
    sql`SELECT w.key, h.unit, h.depth, h.id FROM (SELECT up.id AS unit, up.depth AS depth, us.id FROM ${up} up CROSS JOIN ${users} us INDEXED BY users_by_org_unit ON us.tenant_id = ${tenant} AND us.org_unit_id = up.id LIMIT ${limit}) h CROSS JOIN wanted w CROSS JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = h.id AND pr.role_id = w.id AND pr.org_unit_id IS NULL`;
  const homeless = sql`SELECT w.key, NULL, ${sql.raw(String(anywhere))}, us.id FROM wanted w CROSS JOIN ${principalRoles} pr INDEXED BY principal_roles_by_role ON pr.tenant_id = ${tenant} AND pr.role_id = w.id AND pr.org_unit_id IS NULL AND pr.rowid IN (SELECT x.rowid FROM ${principalRoles} x INDEXED BY principal_roles_by_role WHERE x.tenant_id = ${tenant} AND x.role_id = w.id LIMIT ${limit}) CROSS JOIN ${users} us ON us.tenant_id = ${tenant} AND us.id = pr.principal_id AND us.org_unit_id IS NULL`;
  const listed = (found: SQL) =>
    sql`(SELECT json_group_array(json_array(f.key, f.unit, f.depth, f.user_id)) FROM (SELECT DISTINCT key, unit, depth, user_id FROM (${found})) f WHERE ${active('fu', sql`f.user_id`)})`;
  const holders = listed(sql`${granted(sql`up`)} UNION ALL ${housed(sql`up`)} UNION ALL ${homeless}`);
  const supervising = listed(sql`${granted(sql`departments`)} UNION ALL ${housed(sql`departments`)}`);
  const managers = sql`(SELECT json_group_array(m.manager_id) FROM (SELECT up.manager_id FROM up WHERE up.manager_id IS NOT NULL ORDER BY up.depth) m WHERE ${active('mu', sql`m.manager_id`)})`;
  const holding = sql`FROM ${principalRoles} pr INDEXED BY principal_roles_by_role CROSS JOIN ${users} us ON us.tenant_id = ${tenant} AND us.id = pr.principal_id AND us.status = 'active' WHERE pr.tenant_id = ${tenant} AND pr.role_id`;
  const administrators = sql`(SELECT json_group_array(ad.id) FROM (SELECT us.id AS id ${holding} = (SELECT r.id FROM ${roles} r WHERE r.tenant_id = ${tenant} AND r.key = 'administrator') LIMIT ${limit}) ad)`;
  const held = sql`(SELECT json_group_array(json_array(w.key, (SELECT json_group_array(he.id) FROM (SELECT DISTINCT us.id ${holding} = w.id LIMIT ${sql.raw(String(mostKnown + 1))}) he))) FROM wanted w WHERE EXISTS (SELECT 1 ${holding} = w.id))`;
  const roleIds = sql`(SELECT json_group_object(w.key, w.id) FROM wanted w)`;
  return statement({
    values,
    row: { found: asJson<Found>({}) },
    sql: sql`WITH RECURSIVE source(unit_id, roles, category) AS MATERIALIZED (${given}), ${up}, ${wanted}${hasCategory ? sql`, ${departments}` : sql``} SELECT json_object('roleIds', ${roleIds}, 'managers', ${managers}, 'holders', ${holders}, 'administrators', ${administrators}, 'held', ${held}${hasCategory ? sql`, 'supervising', ${supervising}` : sql``}) AS "found" FROM source`,
  });
}

/** The load of such a statement. */
export function peopleLoad<Name extends string>(
  bound: ReturnType<ReturnType<typeof peopleStatement<Name>>['bind']>,
): Load<People> {
  return { bound, take: ([row]) => peopleOf((row as { readonly found: Found } | undefined)?.found ?? {}) };
}

function peopleOf({
  roleIds = {},
  managers = [],
  holders = [],
  administrators = [],
  held = [],
  supervising = [],
}: Found): People {
  const closest = (role: string) =>
    Math.min(...supervising.flatMap(([key, , rank]) => (key === role ? [rank] : [])));
  return {
    ...{ roleIds, managers, administrators: [...new Set(administrators)] },
    holders: levelsByRole(holders),
    supervising: levelsByRole(supervising.filter(([role, , rank]) => rank === closest(role))),
    held: held.map(([role]) => role),
    few: Object.fromEntries(held.filter(([, userIds]) => userIds.length <= mostKnown)),
  };
}

/** Holders by role, those of the nearest unit first. */
function levelsByRole(holders: NonNullable<Found['holders']>) {
  const nearestFirst = [...holders].sort((one, other) => one[2] - other[2]);
  const byRole: Record<string, { orgUnitId: string | null; userIds: string[] }[]> = {};
  for (const [role, orgUnitId, , userId] of nearestFirst) {
    const levels = byRole[role] ?? [];
    byRole[role] = levels;
    const level = levels.find((one) => one.orgUnitId === orgUnitId);
    if (level === undefined) levels.push({ orgUnitId, userIds: [userId] });
    else level.userIds.push(userId);
  }
  return byRole;
}

/** A party as open work names it: by the role's id. Undefined where the role has gone. */
export function namedAs(party: Party, { roleIds }: Pick<People, 'roleIds'>) {
  if ('userId' in party) return { userId: party.userId };
  const roleId = roleIds[party.role];
  return roleId === undefined ? undefined : { roleId, orgUnitId: party.orgUnitId };
}
