import { grants, holdings, isNamed, literal, namedAt, reachedBy, within } from '@keyline/auth';
import {
  accounts,
  accountTeam,
  apiKeys,
  contacts,
  interactions,
  namedParties,
  orgUnits,
  principalRoles,
  principals,
  rolePermissions,
  roles,
  users,
} from '@keyline/schema';
import { asBoolean, asText, principal, statement, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { type ExplainedKind, explained, explainedKinds } from '../domain/access.ts';
import { accountNamed, accountScoped } from './accounts.ts';

const tables = {
  account: accounts,
  contact: contacts,
  interaction: interactions,
  team_member: accountTeam,
  org_unit: orgUnits,
  user: users,
  role: roles,
  api_key: apiKeys,
} as const satisfies Record<ExplainedKind, unknown>;

const subject = value('subject');
/** Whose access; the caller's own where nobody is named. */
const who = sql`coalesce(${value('who')}, ${principal})`;

/** The account that the subject is or hangs on. */
function accountOf(kind: ExplainedKind): SQL {
  if (kind === 'account') return subject;
  return sql`(SELECT s.account_id FROM ${tables[kind]} s WHERE s.tenant_id = ${tenant} AND s.id = ${subject})`;
}

/** The record, with whether the caller may know of it: by himself, or as somebody who explains access. */
function subjectOf(kind: ExplainedKind) {
  const row = { accountId: asText, seen: asBoolean, overseen: asBoolean };
  if (explained[kind].hangs) {
    const named = isNamed('accounts.read', 'a', accountNamed);
    return statement({
      values: ['subject'],
      row,
      sql: sql`WITH ${grants('accounts.read', 'access.explain')}, ${holdings()} SELECT a.id AS "accountId", (${within('accounts.read', 'a', accountScoped)} OR ${named}) AS "seen", ${within('access.explain', 'a', accountScoped)} AS "overseen" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${accountOf(kind)}`,
    });
  }
  const [reading] = explained[kind].permissions;
  const held = (permission: string) =>
    sql`EXISTS (SELECT 1 FROM g WHERE g.permission = ${literal(permission)})`;
  return statement({
    values: ['subject'],
    row,
    sql: sql`WITH ${grants(`${reading}.read`, 'access.explain')} SELECT NULL AS "accountId", ${held(`${reading}.read`)} AS "seen", ${held('access.explain')} AS "overseen" FROM ${tables[kind]} s WHERE s.tenant_id = ${tenant} AND s.id = ${subject}`,
  });
}

/** The grants of somebody, as `g` has them of the caller, with the roles that they come from. */
const grantsOfSomebody = sql`g AS MATERIALIZED (SELECT rp.permission, pr.scope, pr.role_id, pr.org_unit_id, p.user_id, p.partner_id, u.path FROM ${principals} p JOIN ${principalRoles} pr ON pr.tenant_id = ${tenant} AND pr.principal_id = p.id JOIN ${rolePermissions} rp ON rp.tenant_id = ${tenant} AND rp.role_id = pr.role_id AND rp.permission IN (SELECT j.value FROM json_each(${value('permissions')}) j) LEFT JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.id = pr.org_unit_id WHERE p.tenant_id = ${tenant} AND p.id = ${who})`;

/** Everything of somebody's roles that bears on the record, with whether each reaches it. */
function grantsAt(kind: ExplainedKind) {
  const row = {
    permission: (raw: unknown) => String(raw),
    roleId: roles.id,
    roleKey: roles.key,
    roleName: roles.name,
    dataScope: principalRoles.scope,
    orgUnitId: principalRoles.orgUnitId,
    orgUnitName: asText,
    reaches: asBoolean,
    created: asBoolean,
  };
  const record = explained[kind].hangs
    ? sql` CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = ${accountOf(kind)}`
    : sql``;
  const reaches = explained[kind].hangs
    ? sql`(g.scope = 'tenant' OR ${reachedBy('a', accountScoped)})`
    : sql`1`;
  const created = explained[kind].hangs ? sql`a.created_by = ${who}` : sql`0`;
  return statement({
    values: ['subject', 'who', 'permissions'],
    row,
    sql: sql`WITH ${grantsOfSomebody} SELECT g.permission AS "permission", r.id AS "roleId", r.key AS "roleKey", r.name AS "roleName", g.scope AS "dataScope", g.org_unit_id AS "orgUnitId", (SELECT o.name FROM ${orgUnits} o WHERE o.tenant_id = ${tenant} AND o.id = g.org_unit_id) AS "orgUnitName", ${reaches} AS "reaches", ${created} AS "created" FROM g CROSS JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = g.role_id${record}`,
  });
}

/** What open work names somebody at the record, or at its account. */
function namingsAt(kind: ExplainedKind) {
  const row = {
    reason: namedParties.reason,
    causeId: namedParties.causeId,
    openedAt: namedParties.openedAt,
    orgUnitId: namedParties.orgUnitId,
    roleKey: asText,
    roleName: roles.name,
  };
  const place = explained[kind].hangs
    ? namedAt('n', 'account', accountOf(kind))
    : namedAt('n', kind, subject);
  return statement({
    values: ['subject', 'who', 'permissions'],
    row,
    sql: sql`WITH ${grantsOfSomebody}, ${holdings(sql`0`, who)} SELECT n.reason AS "reason", n.cause_id AS "causeId", n.opened_at AS "openedAt", n.org_unit_id AS "orgUnitId", r.key AS "roleKey", r.name AS "roleName" FROM ${namedParties} n LEFT JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = n.role_id WHERE n.tenant_id = ${tenant} AND ${place} AND EXISTS (SELECT 1 FROM h WHERE h.user_id = n.user_id OR (h.role_id = n.role_id AND (n.org_unit_id IS NULL OR n.org_unit_id = h.unit_id))) LIMIT 50`,
  });
}

/** Whose access is explained. */
export const somebody = statement({
  values: ['who'],
  row: { id: principals.id, kind: principals.kind, status: principals.status, name: asText },
  sql: sql`SELECT p.id AS "id", p.kind AS "kind", p.status AS "status", coalesce((SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = p.user_id), (SELECT k.name FROM ${apiKeys} k WHERE k.tenant_id = ${tenant} AND k.id = p.id)) AS "name" FROM ${principals} p WHERE p.tenant_id = ${tenant} AND p.id = ${who}`,
});

/** What an explanation needs to know, by the kind of its record. */
export const accessTo = new Map(
  explainedKinds.map((kind) => [
    kind,
    { subject: subjectOf(kind), grants: grantsAt(kind), namings: namingsAt(kind) },
  ]),
);
