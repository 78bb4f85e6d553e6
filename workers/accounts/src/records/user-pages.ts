import { erasures, principalRoles, principals, roles, users } from '@keyline/schema';
import { all, asJson, asText, type Bound, columns, statement, tenant, value } from '@keyline/store';
import { sql } from 'drizzle-orm';
import type { NamedAssignment } from '../domain/assignments.ts';
import { unitsByKeys } from './account-pages.ts';
import { beyondCaller } from './roles.ts';
import { belongings, userBelongings, wholeUser } from './users.ts';

const keys = (name: string) => sql`json_each(${value(name)}) j`;

const known = { ...wholeUser, ...userBelongings, beyond: asJson<string[]>([]) };

/** A user whom a row may mean, or be a double of. */
export type KnownUser = ReturnType<typeof usersMeant.decode>;

/** Users by external ids or e-mails, with what their roles allow that the caller may not hand on; no erased ones. */
const usersMeant = statement({
  values: ['externalIds', 'emails'],
  row: known,
  sql: sql`WITH chosen(id) AS MATERIALIZED (SELECT e.id FROM ${keys('externalIds')} CROSS JOIN ${users} e ON e.tenant_id = ${tenant} AND e.external_id = j.value UNION SELECT m.id FROM ${keys('emails')} CROSS JOIN ${users} m ON m.tenant_id = ${tenant} AND m.email_key = j.value) SELECT ${columns(wholeUser, 'a')}, ${belongings(sql`a.id`)}, ${beyondCaller(sql`rp.role_id IN (SELECT ur.role_id FROM ${principalRoles} ur WHERE ur.tenant_id = ${tenant} AND ur.principal_id = a.id)`)} AS "beyond" FROM chosen c CROSS JOIN ${users} a ON a.tenant_id = ${tenant} AND a.id = c.id WHERE NOT EXISTS (SELECT 1 FROM ${erasures} er WHERE er.tenant_id = ${tenant} AND er.subject_id = a.id)`,
});

/** Roles that people may hold, by a key or an id, each with those of its permissions that are beyond the caller. */
const rolesMeant = statement({
  values: ['keys'],
  row: {
    given: asText,
    id: roles.id,
    key: roles.key,
    defaultScopes: roles.defaultScopes,
    beyond: asJson<string[]>([]),
  },
  sql: sql`WITH chosen(given, id) AS MATERIALIZED (SELECT j.value, k.id FROM ${keys('keys')} CROSS JOIN ${roles} k ON k.tenant_id = ${tenant} AND k.key = j.value UNION SELECT j.value, i.id FROM ${keys('keys')} CROSS JOIN ${roles} i ON i.tenant_id = ${tenant} AND i.id = j.value) SELECT c.given AS "given", r.id AS "id", r.key AS "key", r.default_scopes AS "defaultScopes", ${beyondCaller(sql`rp.role_id = r.id`)} AS "beyond" FROM chosen c CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = c.id WHERE r.kind <> 'key'`,
});

/** All that a page of users needs to know: one round trip. */
export function userPageLoads(given: {
  readonly externalIds: readonly string[];
  readonly emails: readonly string[];
  readonly roles: readonly string[];
  readonly units: readonly string[];
}) {
  const listOf = (names: readonly string[]) => JSON.stringify([...new Set(names)]);
  const meant = { externalIds: listOf(given.externalIds), emails: listOf(given.emails) };
  return {
    users: all(usersMeant.bind(meant)),
    roles: all(rolesMeant.bind({ keys: listOf(given.roles) })),
    units: all(unitsByKeys.bind({ keys: listOf(given.units) })),
  };
}

const principalsOf = statement({
  values: ['ids'],
  sql: sql`INSERT INTO ${principals} (tenant_id, id, kind, user_id, status) SELECT ${tenant}, j.value, 'user', j.value, 'active' FROM ${keys('ids')}`,
});

const clearedOf = statement({
  values: ['ids'],
  sql: sql`DELETE FROM ${principalRoles} WHERE ${principalRoles.tenantId} = ${tenant} AND ${principalRoles.principalId} IN (SELECT j.value FROM ${keys('ids')})`,
});

const assignedMany = statement({
  values: ['rows'],
  sql: sql`INSERT INTO ${principalRoles} (tenant_id, principal_id, role_id, scope, org_unit_id) SELECT ${tenant}, j.value ->> 0, j.value ->> 1, j.value ->> 2, j.value ->> 3 FROM ${keys('rows')}`,
});

/** Makes principals of users who are new, and gives users all the roles that they hold from now on. */
export function enlisted(
  fresh: readonly string[],
  holders: readonly { readonly id: string; readonly roles: readonly NamedAssignment[] }[],
): Bound[] {
  const rows = holders.flatMap(({ id, roles: held }) =>
    held.map(({ roleId, dataScope, orgUnitId }) => [id, roleId, dataScope, orgUnitId]),
  );
  const former = holders.map(({ id }) => id).filter((id) => !fresh.includes(id));
  return [
    ...(fresh.length === 0 ? [] : [principalsOf.bind({ ids: JSON.stringify(fresh) })]),
    ...(former.length === 0 ? [] : [clearedOf.bind({ ids: JSON.stringify(former) })]),
    ...(rows.length === 0 ? [] : [assignedMany.bind({ rows: JSON.stringify(rows) })]),
  ];
}
