import { orgUnits } from '@keyline/schema';
import { columns, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

export const orgUnitSubject: Subject<typeof orgUnits> = {
  type: 'org_unit',
  table: orgUnits,
  accountOf: () => null,
  logged: ({ parentId, kind, name }) => ({ parentId, kind, name }),
};

export const orgUnitRow = {
  id: orgUnits.id,
  version: orgUnits.version,
  createdAt: orgUnits.createdAt,
  updatedAt: orgUnits.updatedAt,
  parentId: orgUnits.parentId,
  kind: orgUnits.kind,
  name: orgUnits.name,
  path: orgUnits.path,
};

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
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.parentId} = coalesce(${value('parentId')}, (SELECT r.id FROM ${orgUnits} r WHERE r.tenant_id = ${tenant} AND r.parent_id IS NULL)) AND ${orgUnits.name} = ${value('name')}`,
});

/** Those of these units (a JSON list of ids) that there are. */
export const orgUnitsByIds = statement({
  values: ['ids'],
  row: { id: orgUnits.id },
  sql: sql`SELECT ${orgUnits.id} AS "id" FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} IN (SELECT j.value FROM json_each(${value('ids')}) j)`,
});
