import { toInstant } from '@keyline/kernel';
import {
  apiKeys,
  orgUnits,
  principalRoles,
  rolePermissions,
  roles,
  sessions,
  tenants,
  users,
} from '@keyline/schema';
import { asJson, columns, principal, type Subject, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';

const nobodysAccount = () => null;

export const tenantSubject: Subject<typeof tenants> = {
  type: 'tenant',
  table: tenants,
  accountOf: nobodysAccount,
  logged: ({ slug, name, locale, timeZone, status }) => ({ slug, name, locale, timeZone, status }),
};

export const userSubject: Subject<typeof users> = {
  type: 'user',
  table: users,
  accountOf: nobodysAccount,
  logged: ({ name, email, status, orgUnitId }) => ({ name, email, status, orgUnitId }),
};

export const orgUnitSubject: Subject<typeof orgUnits> = {
  type: 'org_unit',
  table: orgUnits,
  accountOf: nobodysAccount,
  logged: ({ parentId, kind, name }) => ({ parentId, kind, name }),
};

const instantOf = (milliseconds: number | null) => (milliseconds === null ? null : toInstant(milliseconds));

export const sessionSubject: Subject<typeof sessions> = {
  type: 'session',
  table: sessions,
  accountOf: nobodysAccount,
  logged: ({ userId, address, userAgent, endedAt }) => ({
    userId,
    address,
    userAgent,
    endedAt: instantOf(endedAt),
  }),
};

export const apiKeySubject: Subject<typeof apiKeys> = {
  type: 'api_key',
  table: apiKeys,
  accountOf: nobodysAccount,
  logged: ({ name, expiresAt, ips, revokedAt }) => ({
    name,
    expiresAt: instantOf(expiresAt),
    ips,
    revokedAt: instantOf(revokedAt),
  }),
};

const userRow = { id: users.id, name: users.name, email: users.email, status: users.status };

export const userById = statement({
  values: ['id'],
  row: userRow,
  sql: sql`SELECT ${columns(userRow)} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`,
});

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

const sessionRow = {
  id: sessions.id,
  version: sessions.version,
  createdAt: sessions.createdAt,
  updatedAt: sessions.updatedAt,
  createdBy: sessions.createdBy,
  userId: sessions.userId,
  address: sessions.address,
  userAgent: sessions.userAgent,
  endedAt: sessions.endedAt,
};

export const sessionById = statement({
  values: ['id'],
  row: sessionRow,
  sql: sql`SELECT ${columns(sessionRow)} FROM ${sessions} WHERE ${sessions.tenantId} = ${tenant} AND ${sessions.id} = ${value('id')}`,
});

export const apiKeyRow = {
  id: apiKeys.id,
  version: apiKeys.version,
  createdAt: apiKeys.createdAt,
  updatedAt: apiKeys.updatedAt,
  createdBy: apiKeys.createdBy,
  name: apiKeys.name,
  roleId: apiKeys.roleId,
  secretHash: apiKeys.secretHash,
  partnerId: apiKeys.partnerId,
  expiresAt: apiKeys.expiresAt,
  ips: apiKeys.ips,
  revokedAt: apiKeys.revokedAt,
};

export const apiKeyById = statement({
  values: ['id'],
  row: apiKeyRow,
  sql: sql`SELECT ${columns(apiKeyRow)} FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')}`,
});

/** Until when and from where the caller is accepted, when it is a key. */
export const limitsOfCaller = statement({
  row: { expiresAt: apiKeys.expiresAt, ips: apiKeys.ips },
  sql: sql`SELECT ${apiKeys.expiresAt} AS "expiresAt", ${apiKeys.ips} AS "ips" FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${principal}`,
});

/** An API key with its permissions. */
export const apiKeyToShow = statement({
  values: ['id'],
  row: { ...apiKeyRow, permissions: asJson<string[]>([]) },
  sql: sql`SELECT ${columns(apiKeyRow)}, (SELECT json_group_array(rp.permission) FROM ${rolePermissions} rp WHERE rp.tenant_id = ${tenant} AND rp.role_id = ${apiKeys.roleId}) AS "permissions" FROM ${apiKeys} WHERE ${apiKeys.tenantId} = ${tenant} AND ${apiKeys.id} = ${value('id')}`,
});

/** Those of the asked permissions (a JSON list) that the caller holds for the whole tenant. */
export const heldForTenant = statement({
  values: ['permissions'],
  row: { held: asJson<string[]>([]) },
  sql: sql`SELECT json_group_array(DISTINCT rp.permission) AS "held" FROM ${principalRoles} pr JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${principal} AND pr.scope = 'tenant' AND rp.permission IN (SELECT j.value FROM json_each(${value('permissions')}) j)`,
});

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

const meRow = {
  tenantId: tenants.id,
  slug: tenants.slug,
  tenantName: tenants.name,
  locale: tenants.locale,
  timeZone: tenants.timeZone,
  userId: users.id,
  userName: users.name,
  email: users.email,
  status: users.status,
  orgUnitId: users.orgUnitId,
};

/** The caller's tenant, and the user when the caller is one. */
export const callerAtHome = statement({
  row: meRow,
  sql: sql`SELECT ${columns(meRow)} FROM ${tenants} LEFT JOIN ${users} ON ${users.tenantId} = ${tenant} AND ${users.id} = ${principal} WHERE ${tenants.tenantId} = ${tenant} AND ${tenants.id} = ${tenant}`,
});

/** Gives roles their permissions: a JSON list of [role id, permission]. */
export const grantPermissions = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${rolePermissions} (tenant_id, role_id, permission) SELECT ${tenant}, j.value ->> 0, j.value ->> 1 FROM json_each(${value('rows')}) j`,
});
