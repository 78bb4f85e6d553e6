import { orgUnits } from '@keyline/schema';
import { type Bound, columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const orgUnitSubject: Subject<typeof orgUnits> = {
  type: 'org_unit',
  table: orgUnits,
  accountOf: () => null,
  logged: ({ parentId, kind, name, managerId, categories, state, mergedIntoId }) => {
    return { parentId, kind, name, managerId, categories, state, mergedIntoId };
  },
};

export const orgUnitRow = {
  id: orgUnits.id,
  version: orgUnits.version,
  createdAt: orgUnits.createdAt,
  updatedAt: orgUnits.updatedAt,
  createdBy: orgUnits.createdBy,
  parentId: orgUnits.parentId,
  kind: orgUnits.kind,
  name: orgUnits.name,
  path: orgUnits.path,
  managerId: orgUnits.managerId,
  categories: orgUnits.categories,
  state: orgUnits.state,
  mergedIntoId: orgUnits.mergedIntoId,
};

export type OrgUnitState = ReturnType<typeof orgUnitById.decode>;

export const orgUnitById = statement({
  values: ['id'],
  row: orgUnitRow,
  sql: sql`SELECT ${columns(orgUnitRow)} FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} = ${value('id')}`,
});

/** The unit at the top of the tenant's tree. */
export const rootOrgUnit = statement({
  row: orgUnitRow,
  sql: sql`SELECT ${columns(orgUnitRow)} FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.parentId} IS NULL`,
});

/** A unit of this name below a parent; below the root when no parent is named. */
export const orgUnitByName = statement({
  values: ['parentId', 'name'],
  row: { id: orgUnits.id },
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.parentId} = coalesce(${value('parentId')}, (SELECT r.id FROM ${orgUnits} r WHERE r.tenant_id = ${tenant} AND r.parent_id IS NULL)) AND ${orgUnits.name} = ${value('name')} AND ${orgUnits.state} = 'active'`,
});

/** Another unit that has the place and name which a unit would have; where none is given, those it has. */
export const orgUnitNamesake = statement({
  values: ['id', 'parentId', 'name'],
  row: { id: orgUnits.id, name: orgUnits.name },
  sql: sql`SELECT o.id AS "id", o.name AS "name" FROM ${orgUnits} u CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.parent_id = coalesce(${value('parentId')}, u.parent_id) AND o.name = coalesce(${value('name')}, u.name) AND o.state = 'active' WHERE u.tenant_id = ${tenant} AND u.id = ${value('id')} AND o.id <> u.id`,
});

/**
 * At the commit: the unit is where it was seen, and takes what is put under it. Whoever moves a unit or puts one
 * below it rests on paths, which others may move meanwhile.
 */
export const mustStandAt = must(
  ['id', 'path'],
  sql`SELECT o.path = ${value('path')} AND o.state = 'active' FROM ${orgUnits} o WHERE o.tenant_id = ${tenant} AND o.id = ${value('id')}`,
);

const mustTakeRecords = must(
  ['ids'],
  sql`SELECT NOT EXISTS (SELECT 1 FROM json_each(${value('ids')}) j CROSS JOIN ${orgUnits} o ON o.tenant_id = ${tenant} AND o.id = j.value AND o.state <> 'active')`,
);

/** At the commit: none of the units named has gone over into another. Nothing where none is named. */
export function unitMusts(named: readonly (string | null | undefined)[]): Bound[] {
  const ids = [...new Set(named.filter((id) => typeof id === 'string'))];
  return ids.length === 0 ? [] : [mustTakeRecords.bind({ ids: JSON.stringify(ids) })];
}

/** Takes what stands below a unit along to its new path. */
export const moveBelow = statement({
  values: ['from', 'to'],
  sql: sql`UPDATE ${orgUnits} SET path = ${value('to')} || substr(path, length(${value('from')}) + 1) WHERE tenant_id = ${tenant} AND path > ${value('from')} AND path < ${value('from')} || '~'`,
});

/** Those of these units (a JSON list of ids) under which something can be put. */
export const orgUnitsByIds = statement({
  values: ['ids'],
  row: { id: orgUnits.id },
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} IN (SELECT j.value FROM json_each(${value('ids')}) j) AND ${orgUnits.state} = 'active'`,
});
