import { accounts, accountTeam, namedParties, orgUnits } from '@keyline/schema';
import { at, principal, type RowShape, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import { type ListAsked, type ListShape, namedIn, type ScopeColumn, type SortIndexes } from './list-shape.ts';
import type { StreamDraft } from './list-sources.ts';
import { type Named, typeLiteral } from './visibility.ts';

/** What the principal's scopes, and what names it, reach of the list: each a stream of rows under few keys. */
export function scopeStreams<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): StreamDraft[] {
  const { scoped, scopeIndexes } = shape;
  if (scoped === undefined || scopeIndexes === undefined) return [];
  const led = (of: ScopeColumn, keys: SQL): StreamDraft[] => {
    const column = scoped[of];
    if (column === undefined) return [];
    if (column === shape.id) return [{ keys: byId(keys), under: equal(column), indexes: {} }];
    return [{ keys, under: equal(column), indexes: indexesOf(shape, of) }];
  };
  const named = namedIn(shape, asked);
  return [
    ...led('owner', owned(isAccounts(shape))),
    ...led('creator', sql`SELECT DISTINCT ${principal} AS key FROM g`),
    ...led('unit', units),
    ...led('account', isAccounts(shape) ? teams : sql`${teams} UNION ${ownAccounts}`),
    ...led('partner', partners),
    ...(named ? [{ keys: byId(namings(named)), under: equal(named.id), indexes: {} }] : []),
  ];
}

function equal(column: Column) {
  return (alias: string, key: SQL) => sql`${at(alias, column)} = ${key}`;
}

function isAccounts<S extends RowShape>({ table, scoped, id }: ListShape<S>): boolean {
  return Object.is(table, accounts) && scoped?.account === id;
}

function indexesOf<S extends RowShape>(shape: ListShape<S>, of: ScopeColumn): SortIndexes {
  const indexes = shape.scopeIndexes?.[of];
  if (indexes === undefined) throw new Error(`no index leads to the rows of the scope's ${of}`);
  return indexes;
}

/** Keys that are ids are looked up before any row is shown: no more of them than a page may look at. */
function byId(keys: SQL): SQL {
  return sql`SELECT key FROM (${keys}) LIMIT ${value('window')} + 1`;
}

/** The owner of an account is in its team. */
function owned(inTeam: boolean): SQL {
  const scopes = inTeam ? sql`IN ('own', 'team')` : sql`= 'own'`;
  return sql`SELECT DISTINCT g.user_id AS key FROM g WHERE +g.scope ${scopes} AND g.user_id IS NOT NULL`;
}

const units = sql`SELECT DISTINCT u.id AS key FROM g CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.path >= g.path AND u.path < g.path || '~' WHERE +g.scope = 'unit'`;

const partners = sql`SELECT DISTINCT g.partner_id AS key FROM g WHERE +g.scope = 'partner' AND g.partner_id IS NOT NULL`;

const member = sql`(SELECT DISTINCT g.user_id FROM g WHERE +g.scope = 'team')`;

const teams = sql`SELECT tm.account_id AS key FROM ${member} me CROSS JOIN ${accountTeam} tm ON tm.tenant_id = ${tenant} AND tm.user_id = me.user_id AND tm.removed_at IS NULL`;

const ownAccounts = sql`SELECT o.id FROM ${member} me CROSS JOIN ${accounts} o ON o.tenant_id = ${tenant} AND o.owner_id = me.user_id`;

/** The subjects that open work names: by the person, by a role in a unit, by a role anywhere. */
function namings({ subjectType }: Named): SQL {
  const isAccount = subjectType === 'account';
  const key = at('n', isAccount ? namedParties.accountId : namedParties.subjectId);
  const held = isAccount ? sql`n.account_id IS NOT NULL` : sql`n.subject_type = ${typeLiteral(subjectType)}`;
  const by = (who: 'user' | 'role') =>
    sql`${namedParties} n INDEXED BY ${sql.identifier(`named_parties_by_${who}${isAccount ? '_account' : ''}`)}`;
  const inUnit = (unit: SQL) =>
    sql`SELECT ${key} FROM h CROSS JOIN ${by('role')} ON n.tenant_id = ${tenant} AND n.role_id = h.role_id AND n.org_unit_id ${unit} AND ${held}`;
  return sql`SELECT ${key} AS key FROM (SELECT DISTINCT h.user_id FROM h) me CROSS JOIN ${by('user')} ON n.tenant_id = ${tenant} AND n.user_id = me.user_id AND ${held} UNION ALL ${inUnit(sql`= h.unit_id`)} UNION ALL ${inUnit(sql`IS NULL`)}`;
}
