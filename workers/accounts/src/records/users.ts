import { absences, accounts, erasures, principalRoles, principals, roles, users } from '@keyline/schema';
import {
  asBoolean,
  asJson,
  asText,
  type Bound,
  columns,
  must,
  principal,
  type Subject,
  statement,
  tenant,
  update,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import type { Absence, Assignment } from '../domain/user-input.ts';
import { asErasedAt, erasedAt } from './erasures.ts';
import { beyondCaller } from './roles.ts';

/** A user; roles and absence are told by the event's changes beside the row. */
export const userSubject: Subject<typeof users> = {
  type: 'user',
  table: users,
  accountOf: () => null,
  logged: ({ name, email, mobile, locale, status, orgUnitId, externalId }) => {
    return { name, email, mobile, locale, status, orgUnitId, externalId };
  },
};

const briefUser = { id: users.id, name: users.name, email: users.email, status: users.status };

export const userById = statement({
  values: ['id'],
  row: briefUser,
  sql: sql`SELECT ${columns(briefUser)} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${value('id')}`,
});

/**
 * Keeps the same password under another hash. Nobody sees a difference, so there is neither event nor version; a
 * password that was changed meanwhile stays.
 */
export function replaceHash(id: string, before: string, after: string): Bound {
  return update(users, { id, passwordHash: before }, { passwordHash: after });
}
export const userByEmail = statement({
  values: ['emailKey'],
  row: { id: users.id },
  sql: sql`SELECT ${users.id} AS "id" FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.emailKey} = ${value('emailKey')}`,
});

/** A user's own columns, without the password. */
export const userRow = {
  id: users.id,
  version: users.version,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  name: users.name,
  email: users.email,
  mobile: users.mobile,
  locale: users.locale,
  status: users.status,
  orgUnitId: users.orgUnitId,
  externalId: users.externalId,
};

/** What belongs to the user of this id: his roles, his absence if one is entered, and the partner that he is of. */
export function belongings(id: SQL): SQL {
  const assigned = sql`(SELECT json_group_array(json_object('roleId', pr.role_id, 'key', r.key, 'dataScope', pr.scope, 'orgUnitId', pr.org_unit_id)) FROM ${principalRoles} pr JOIN ${roles} r ON r.tenant_id = ${tenant} AND r.id = pr.role_id WHERE pr.tenant_id = ${tenant} AND pr.principal_id = ${id})`;
  const absent = sql`(SELECT json_object('from', ab.absent_from, 'until', ab.absent_until, 'delegateId', ab.delegate_id) FROM ${absences} ab WHERE ab.tenant_id = ${tenant} AND ab.user_id = ${id})`;
  const belongsTo = sql`(SELECT bp.partner_id FROM ${principals} bp WHERE bp.tenant_id = ${tenant} AND bp.id = ${id})`;
  return sql`${assigned} AS "roles", ${absent} AS "absence", ${belongsTo} AS "partnerId", ${erasedAt(id)}`;
}

export const userBelongings = {
  roles: asJson<(Assignment & { readonly key: string })[]>([]),
  absence: asJson<Absence | null>(null),
  erasedAt: asErasedAt,
  partnerId: asText,
};

/** A user as the API shows him. */
export const shownUser = { ...userRow, ...userBelongings };

function showing(id: SQL): SQL {
  return sql`SELECT ${columns(userRow)}, ${belongings(id)} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${id}`;
}

export const userToShow = statement({ values: ['id'], row: shownUser, sql: showing(value('id')) });

/** The caller, when it is a user. */
export const ownUserToShow = statement({ row: shownUser, sql: showing(principal) });

export const wholeUser = {
  ...userRow,
  createdBy: users.createdBy,
  emailKey: users.emailKey,
  passwordHash: users.passwordHash,
};

/** The user of this id with his password, to change it. */
export function withPassword(id: SQL): SQL {
  return sql`SELECT ${columns(wholeUser)} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${id}`;
}

export const userWithPassword = statement({
  values: ['id'],
  row: wholeUser,
  sql: withPassword(value('id')),
});

/** An active user, other than this one, who is an administrator of the tenant. */
function otherAdministrator(id: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${roles} ar JOIN ${principalRoles} ap ON ap.tenant_id = ${tenant} AND ap.role_id = ar.id AND ap.scope = 'tenant' JOIN ${principals} a ON a.tenant_id = ${tenant} AND a.id = ap.principal_id AND a.kind = 'user' AND a.status = 'active' WHERE ar.tenant_id = ${tenant} AND ar.key = 'administrator' AND ap.principal_id <> ${id})`;
}

/** What a change of a user looks at. */
export const userChanging = {
  ...wholeUser,
  ...userBelongings,
  beyond: asJson<string[]>([]),
  othersAdminister: asBoolean,
};

function ownsAccounts(id: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${accounts} o WHERE o.tenant_id = ${tenant} AND o.owner_id = ${id})`;
}

/** The user of this id, in that shape. */
export function toChange(id: SQL, computed: SQL = sql``): SQL {
  return sql`SELECT ${columns(wholeUser)}, ${belongings(id)}, ${beyondCaller(sql`rp.role_id IN (SELECT ur.role_id FROM ${principalRoles} ur WHERE ur.tenant_id = ${tenant} AND ur.principal_id = ${id})`)} AS "beyond", ${otherAdministrator(id)} AS "othersAdminister"${computed} FROM ${users} WHERE ${users.tenantId} = ${tenant} AND ${users.id} = ${id}`;
}

/**
 * A user to change, who is not erased: with what his roles allow that the caller may not hand on, and whether the tenant keeps an
 * administrator without him.
 */
export const userToChange = statement({
  values: ['id'],
  row: userChanging,
  sql: sql`${toChange(value('id'))} AND NOT EXISTS (SELECT 1 FROM ${erasures} er WHERE er.tenant_id = ${tenant} AND er.subject_id = ${users.id})`,
});

/** The same of one who may be erased already, with whether he owns accounts. */
export const userToErase = statement({
  values: ['id'],
  row: { ...userChanging, ownsAccounts: asBoolean },
  sql: toChange(value('id'), sql`, ${ownsAccounts(value('id'))} AS "ownsAccounts"`),
});

/** Whoever owns accounts cannot be erased: they would be in nobody's hands. */
export const mustOwnNoAccounts = must(['id'], sql`NOT ${ownsAccounts(value('id'))}`);

/** The caller himself, when it is a user. */
export const ownUserToChange = statement({ row: userChanging, sql: toChange(principal) });

/** The tenant keeps an administrator without this user. */
export const mustHaveOtherAdministrator = must(['id'], otherAdministrator(value('id')));

/** Takes all roles from a user. */
export const clearAssignments = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${principalRoles} WHERE ${principalRoles.tenantId} = ${tenant} AND ${principalRoles.principalId} = ${value('id')}`,
});

/** Gives a user roles: a JSON list of [role id, scope, unit id or null]. */
export const assignRoles = statement({
  values: ['id', 'rows'],
  sql: sql`INSERT INTO ${principalRoles} (tenant_id, principal_id, role_id, scope, org_unit_id) SELECT ${tenant}, ${value('id')}, j.value ->> 0, j.value ->> 1, j.value ->> 2 FROM json_each(${value('rows')}) j`,
});

/** The same from assignments. */
export function assigned(userId: string, assignments: readonly Assignment[]) {
  const rows = assignments.map(({ roleId, dataScope, orgUnitId }) => [roleId, dataScope, orgUnitId]);
  return assignRoles.bind({ id: userId, rows: JSON.stringify(rows) });
}

export const clearAbsence = statement({
  values: ['id'],
  sql: sql`DELETE FROM ${absences} WHERE ${absences.tenantId} = ${tenant} AND ${absences.userId} = ${value('id')}`,
});

export type UserToChange = ReturnType<typeof userToChange.decode>;
