import { handedOn } from '@keyline/auth';
import { principalRoles, rolePermissions, roles } from '@keyline/schema';
import { asBoolean, asJson, columns, must, type Subject, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { ownFields, viewRole } from '../views.ts';

/** A role; its permissions are told by the event's changes beside the row. */
export const roleSubject: Subject<typeof roles> = {
  type: 'role',
  table: roles,
  accountOf: () => null,
  logged(row) {
    const { permissions: _, ...fields } = ownFields(viewRole({ ...row, permissions: [] }));
    return fields;
  },
};

export const roleRow = {
  id: roles.id,
  version: roles.version,
  createdAt: roles.createdAt,
  updatedAt: roles.updatedAt,
  createdBy: roles.createdBy,
  key: roles.key,
  kind: roles.kind,
  name: roles.name,
  defaultScopes: roles.defaultScopes,
};

/** The permissions of this role. */
export function permissionsOf(roleId: SQL): SQL {
  return sql`(SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = ${roleId})`;
}

/** Permissions of the roles that this condition on `rp` names which the caller does not hold for the whole tenant. */
export function beyondCaller(condition: SQL): SQL {
  return sql`(SELECT json_group_array(DISTINCT rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND ${condition} AND rp.permission NOT IN (${handedOn}))`;
}

const withPermissions = { ...roleRow, permissions: asJson<string[]>([]) };

/** A role that people may hold, with its permissions and whether anybody holds it. */
export const roleById = statement({
  values: ['id'],
  row: { ...withPermissions, beyond: asJson<string[]>([]), held: asBoolean },
  sql: sql`SELECT ${columns(roleRow)}, ${permissionsOf(sql`${roles.id}`)} AS "permissions", ${beyondCaller(sql`rp.role_id = ${value('id')}`)} AS "beyond", EXISTS (SELECT 1 FROM ${principalRoles} pr WHERE pr.tenant_id = ${tenant} AND pr.role_id = ${roles.id}) AS "held" FROM ${roles} WHERE ${roles.tenantId} = ${tenant} AND ${roles.id} = ${value('id')} AND ${roles.kind} <> 'key'`,
});

export const roleByKey = statement({
  values: ['key'],
  row: { id: roles.id },
  sql: sql`SELECT ${roles.id} AS "id" FROM ${roles} WHERE ${roles.tenantId} = ${tenant} AND ${roles.key} = ${value('key')}`,
});

/** The roles of these ids (a JSON list), each with those of its permissions that are beyond the caller. */
export const rolesByIds = statement({
  values: ['ids'],
  row: { id: roles.id, key: roles.key, defaultScopes: roles.defaultScopes, beyond: asJson<string[]>([]) },
  sql: sql`SELECT ${roles.id} AS "id", ${roles.key} AS "key", ${roles.defaultScopes} AS "defaultScopes", ${beyondCaller(sql`rp.role_id = ${roles.id}`)} AS "beyond" FROM ${roles} WHERE ${roles.tenantId} = ${tenant} AND ${roles.id} IN (SELECT j.value FROM json_each(${value('ids')}) j) AND ${roles.kind} <> 'key'`,
});

export type KnownRole = ReturnType<typeof rolesByIds.decode>;

/** Gives roles their permissions: a JSON list of [role id, permission]. */
export const grantPermissions = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${rolePermissions} (tenant_id, role_id, permission) SELECT ${tenant}, j.value ->> 0, j.value ->> 1 FROM json_each(${value('rows')}) j`,
});

/** Takes all permissions from a role. */
export const clearPermissions = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${rolePermissions} WHERE ${rolePermissions.tenantId} = ${tenant} AND ${rolePermissions.roleId} = ${value('id')}`,
});

/** A role can go only when nobody holds it. */
export const mustBeUnheld = must(
  ['id'],
  sql`NOT EXISTS (SELECT 1 FROM ${principalRoles} pr WHERE pr.tenant_id = ${tenant} AND pr.role_id = ${value('id')})`,
);

export const deleteRole = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${roles} WHERE ${roles.tenantId} = ${tenant} AND ${roles.id} = ${value('id')}`,
});
