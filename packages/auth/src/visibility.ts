import { accounts, accountTeam, namedParties, orgUnits } from '@keyline/schema';
import { at, principal, tenant } from '@keyline/store';
import { type Column, getTableName, type SQL, sql } from 'drizzle-orm';
import { literal } from './grants.ts';

/** The columns by which a kind of record falls into a scope. What it does not have, it has no column for. */
export interface Scoped {
  readonly creator: Column;
  readonly owner?: Column;
  readonly unit?: Column;
  /** The account that it is or hangs on: scope `team`. */
  readonly account?: Column;
  readonly partner?: Column;
  /** Everybody's own and nobody else's, whatever the scope: shown to its owner, and to whom open work names. */
  readonly personal?: true;
  /** Open work names these records by this type and column; it shows their public part. */
  readonly named?: Named;
}

export interface Named {
  /** `account`: whatever is about an account names it. */
  readonly subjectType: string;
  readonly id: Column;
}

/**
 * Whether the record under this alias lies in the scope in which the principal holds the permission, or was
 * created by it: 1 or 0. The whole of the record is for who passes; `isNamed` shows its public part. The `+`
 * spares an index over the handful of rows of `g`. `from` names the grants of the permission: a list has those of
 * what it asks `beside` its own apart.
 */
export function within(permission: string, alias: string, scoped: Scoped, from: 'g' | 'beside' = 'g'): SQL {
  const granted = (reach: SQL) =>
    sql`EXISTS (SELECT 1 FROM ${sql.raw(from)} g WHERE +g.permission = ${literal(permission)} AND ${reach})`;
  const made = sql`${at(alias, scoped.creator)} = ${principal}`;
  if (scoped.personal) return granted(made);
  return sql`(${granted(sql`+g.scope = 'tenant'`)} OR ${granted(sql`(${made} OR ${reachedBy(alias, scoped)})`)})`;
}

/** Whether a grant `g` that is not for the whole tenant reaches the record under this alias, by its scope. */
export function reachedBy(alias: string, scoped: Scoped): SQL {
  const reaches = [
    ...(scoped.owner ? [sql`(g.scope = 'own' AND ${at(alias, scoped.owner)} = g.user_id)`] : []),
    ...(scoped.unit ? [sql`(g.scope = 'unit' AND ${isBelow(at(alias, scoped.unit))})`] : []),
    ...(scoped.account ? [sql`(g.scope = 'team' AND ${isOfTeam(alias, scoped.account, scoped)})`] : []),
    ...(scoped.partner ? [sql`(g.scope = 'partner' AND ${at(alias, scoped.partner)} = g.partner_id)`] : []),
  ];
  return reaches.length === 0 ? sql`0` : sql`(${sql.join(reaches, sql` OR `)})`;
}

function isBelow(unit: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${orgUnits} su WHERE su.tenant_id = ${tenant} AND su.id = ${unit} AND su.path >= g.path AND su.path < g.path || '~')`;
}

/** In the team of an account is whoever was put there, and its owner, who is the account manager. */
function isOfTeam(alias: string, account: Column, { owner }: Scoped): SQL {
  const id = at(alias, account);
  const isAccount = getTableName(account.table) === getTableName(accounts);
  const owns =
    isAccount && owner
      ? sql`${at(alias, owner)} = g.user_id`
      : sql`EXISTS (SELECT 1 FROM ${accounts} ta WHERE ta.tenant_id = ${tenant} AND ta.id = ${id} AND ta.owner_id = g.user_id)`;
  return sql`(${owns} OR EXISTS (SELECT 1 FROM ${accountTeam} tm WHERE tm.tenant_id = ${tenant} AND tm.user_id = g.user_id AND tm.account_id = ${id} AND tm.removed_at IS NULL))`;
}

/**
 * Whether something open names the principal, or one of its roles in its unit, at the record under this alias,
 * and it holds the permission anywhere: 1 or 0. That shows the public part only. Needs `holdings`.
 */
export function isNamed(permission: string, alias: string, { subjectType, id }: Named): SQL {
  const subject = namedAt('n', subjectType, at(alias, id));
  return sql`(EXISTS (SELECT 1 FROM g WHERE +g.permission = ${literal(permission)}) AND EXISTS (SELECT 1 FROM ${namedParties} n WHERE n.tenant_id = ${tenant} AND ${subject} AND EXISTS (SELECT 1 FROM h WHERE h.user_id = n.user_id OR (h.role_id = n.role_id AND (n.org_unit_id IS NULL OR n.org_unit_id = h.unit_id)))))`;
}

/** Of named parties under an alias those at this subject. */
export function namedAt(alias: string, subjectType: string, id: SQL): SQL {
  const of = (column: Column) => at(alias, column);
  if (subjectType === 'account') return sql`${of(namedParties.accountId)} = ${id}`;
  return sql`${of(namedParties.subjectType)} = ${typeLiteral(subjectType)} AND ${of(namedParties.subjectId)} = ${id}`;
}

/** A type of record inside the SQL text: types are program text, never input. */
export function typeLiteral(type: string): SQL {
  if (!/^[a-z_]+$/.test(type)) throw new Error(`not a type of record: ${type}`);
  return sql.raw(`'${type}'`);
}
