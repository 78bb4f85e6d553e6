import { grants, holdings, isNamed, literal, type Scoped, within } from '@keyline/auth';
import { dataPermissions } from '@keyline/protocol';
import { accounts, orgUnits, users } from '@keyline/schema';
import {
  asBoolean,
  asJson,
  asNumber,
  asText,
  type Bound,
  columns,
  must,
  type RecordState,
  type Subject,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { searchTokens, tenantToken } from '../domain/search-terms.ts';
import { MAX_DEPTH } from '../domain/tree.ts';
import { ownFields, viewAccount } from '../views.ts';

type AccountState = RecordState<typeof accounts>;

export const accountSubject: Subject<typeof accounts> = {
  type: 'account',
  table: accounts,
  accountOf: (row) => row.id,
  logged: (row) => ownFields(viewAccount(row)),
};

/** How open work names accounts: by whatever is about them. */
export const accountNamed = { subjectType: 'account', id: accounts.id };

/** How accounts fall into scopes. */
export const accountScoped: Scoped = {
  owner: accounts.ownerId,
  creator: accounts.createdBy,
  unit: accounts.orgUnitId,
  account: accounts.id,
  named: accountNamed,
};

/** Names that an account's public part shows in place of ids, from the account under alias `a`. */
export const ownerName = sql`(SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.owner_id)`;
export const orgUnitName = sql`(SELECT o.name FROM ${orgUnits} o WHERE o.tenant_id = ${tenant} AND o.id = a.org_unit_id)`;

/** What is shown of an account. */
export const shownAccount = {
  id: accounts.id,
  version: accounts.version,
  createdAt: accounts.createdAt,
  updatedAt: accounts.updatedAt,
  createdBy: accounts.createdBy,
  name: accounts.name,
  nameEn: accounts.nameEn,
  shortNames: accounts.shortNames,
  kind: accounts.kind,
  industry: accounts.industry,
  creditCode: accounts.creditCode,
  presence: accounts.presence,
  ownerId: accounts.ownerId,
  orgUnitId: accounts.orgUnitId,
  gridId: accounts.gridId,
  parentId: accounts.parentId,
  responsibleUnitId: accounts.responsibleUnitId,
  responsibleLevel: accounts.responsibleLevel,
  grade: accounts.grade,
  strategic: accounts.strategic,
  top500: accounts.top500,
  blacklisted: accounts.blacklisted,
  blacklistReason: accounts.blacklistReason,
  monthlySpend: accounts.monthlySpend,
  source: accounts.source,
  externalId: accounts.externalId,
  state: accounts.state,
};

/** The whole row, as a change needs it. */
export const wholeAccount = {
  ...shownAccount,
  nameKey: accounts.nameKey,
  searchText: accounts.searchText,
};

/** One account that the caller sees, with whether the permission reaches it and its contacts' private data. */
export function visibleAccount(permission: string) {
  return statement({
    values: ['id'],
    row: { ...wholeAccount, permitted: asBoolean, privateReadable: asBoolean },
    sql: sql`WITH ${grants('accounts.read', permission, 'contacts.read_private')} SELECT ${columns(wholeAccount, 'a')}, ${within(permission, 'a', accountScoped)} AS "permitted", ${within('contacts.read_private', 'a', accountScoped)} AS "privateReadable" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${within('accounts.read', 'a', accountScoped)}`,
  });
}

const reach = dataPermissions.map((name) => sql`${literal(name)}, ${within(name, 'a', accountScoped)}`);

/** Whether each of the permissions that the data of events need reaches this account. */
export const dataPermissionsAt = statement({
  values: ['id'],
  row: { reach: asJson<Readonly<Record<string, 0 | 1>>>({}) },
  sql: sql`WITH ${grants(...dataPermissions)} SELECT json_object(${sql.join(reach, sql`, `)}) AS "reach" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')}`,
});

const publicRow = {
  id: accounts.id,
  createdAt: accounts.createdAt,
  name: accounts.name,
  kind: accounts.kind,
  orgUnitId: accounts.orgUnitId,
  ownerName: asText,
  orgUnitName: asText,
};

/** The public part of an account at which something open names the caller. */
export const namedAccount = statement({
  values: ['id'],
  row: publicRow,
  sql: sql`WITH ${grants('accounts.read')}, ${holdings()} SELECT ${columns(publicRow, 'a')}, ${ownerName} AS "ownerName", ${orgUnitName} AS "orgUnitName" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('id')} AND ${isNamed('accounts.read', 'a', accountNamed)}`,
});

const likeRow = {
  id: accounts.id,
  name: accounts.name,
  createdAt: accounts.createdAt,
  visible: asBoolean,
  ownerName: asText,
  orgUnitName: asText,
};

/** Another account that this one may be a double of: named only to who may see its public part at least. */
export type LikeRow = ReturnType<typeof accountsByNameKey.decode>;

function alike(condition: SQL) {
  return sql`WITH ${grants('accounts.read')}, ${holdings()} SELECT ${columns(likeRow, 'a')}, (${within('accounts.read', 'a', accountScoped)} OR ${isNamed('accounts.read', 'a', accountNamed)}) AS "visible", ${ownerName} AS "ownerName", ${orgUnitName} AS "orgUnitName" FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND ${condition} AND a.id <> ${value('self')} LIMIT 10`;
}

export const accountsByNameKey = statement({
  values: ['key', 'self'],
  row: likeRow,
  sql: alike(sql`a.name_key = ${value('key')}`),
});

export const accountsByCreditCode = statement({
  values: ['key', 'self'],
  row: likeRow,
  sql: alike(sql`a.credit_code = ${value('key')}`),
});

export const accountsByExternalId = statement({
  values: ['key', 'self'],
  row: likeRow,
  sql: alike(sql`a.external_id = ${value('key')}`),
});

const up = sql`up(id, parent_id, level) AS (SELECT r.id, r.parent_id, 1 FROM ${accounts} r WHERE r.tenant_id = ${tenant} AND r.id = ${value('parentId')} UNION ALL SELECT p.id, p.parent_id, up.level + 1 FROM up CROSS JOIN ${accounts} p ON p.tenant_id = ${tenant} AND p.id = up.parent_id WHERE up.level <= ${sql.raw(String(MAX_DEPTH))})`;
const down = sql`down(id, level) AS (SELECT ${value('id')}, 0 UNION ALL SELECT c.id, down.level + 1 FROM down CROSS JOIN ${accounts} c ON c.tenant_id = ${tenant} AND c.parent_id = down.id WHERE down.level < ${sql.raw(String(MAX_DEPTH))})`;

/** The chosen parent and what stands above it, parent first; no rows when the caller does not see the parent. */
export const accountsAbove = statement({
  values: ['parentId'],
  row: { id: accounts.id },
  sql: sql`WITH RECURSIVE ${grants('accounts.read')}, ${up} SELECT up.id AS "id" FROM up WHERE EXISTS (SELECT 1 FROM ${accounts} a WHERE a.tenant_id = ${tenant} AND a.id = ${value('parentId')} AND ${within('accounts.read', 'a', accountScoped)}) ORDER BY up.level`,
});

/** Levels below an account: 0 for one without subsidiaries. */
export const levelsBelow = statement({
  values: ['id'],
  row: { levels: asNumber },
  sql: sql`WITH RECURSIVE ${down} SELECT max(down.level) AS "levels" FROM down WHERE ${tenant} <> ''`,
});

/** At the commit: the account does not stand above its new parent, and the chain stays short enough. */
export const mustFitTree = must(
  ['id', 'parentId'],
  sql`WITH RECURSIVE ${up}, ${down} SELECT (SELECT count(*) FROM up) > 0 AND (SELECT count(*) FROM up) + 1 + (SELECT max(level) FROM down) <= ${sql.raw(String(MAX_DEPTH))} AND NOT EXISTS (SELECT 1 FROM up WHERE up.id = ${value('id')})`,
);

const indexing = statement({
  values: ['rows'],
  sql: sql`INSERT OR REPLACE INTO accounts_search (rowid, tokens) SELECT a.rid, j.value ->> 1 FROM json_each(${value('rows')}) j CROSS JOIN ${accounts} a ON a.tenant_id = ${tenant} AND a.id = j.value ->> 0`,
});

/** What an account is found by. */
export function searchedTexts(
  row: Pick<AccountState, 'name' | 'nameEn' | 'shortNames' | 'creditCode'>,
): string[] {
  return [row.name, row.nameEn, ...row.shortNames, row.creditCode].filter((text) => text !== null);
}

/** Brings the search index in line with accounts, in the same commit; nothing where there are none. */
export function indexed(tenantId: string, ...rows: readonly AccountState[]): Bound[] {
  if (rows.length === 0) return [];
  const ownToken = tenantToken(tenantId);
  const tokens = rows.map((row) => [row.id, `${ownToken} ${searchTokens(searchedTexts(row))}`]);
  return [indexing.bind({ rows: JSON.stringify(tokens) })];
}
