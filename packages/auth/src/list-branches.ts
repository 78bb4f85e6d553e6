import { orgUnits } from '@keyline/schema';
import { at, principal, type RowShape, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import type { ListAsked, ListShape, ListSort } from './visible-list.ts';

/**
 * The keys that a page may show, as a union of bounded walks. Without a driving filter there is one walk per
 * scope: the whole tenant, or, for who has less, the own records, those created, and each unit of a subtree.
 * Every walk ends after `window` keys, so that the union does too.
 */
export function scopeBranches<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  sort: ListSort,
  driver: string | undefined,
): SQL {
  const filter = driver === undefined ? undefined : shape.filters[driver];
  if (filter?.index !== undefined) {
    const keys = sql`SELECT j.value AS key FROM json_each(${value(`filter_${driver}`)}) j`;
    return keyedWalk(shape, asked, sort, { keys, column: filter.column, index: filter.index });
  }
  if (shape.scoped === undefined) return walk(shape, asked, sort, tenant);
  if (asked.sort !== shape.defaultSort || shape.scopeIndexes === undefined) {
    return walk(shape, asked, sort, sql`(SELECT ${tenant} FROM g LIMIT 1)`);
  }
  const { scoped, scopeIndexes } = shape;
  const whole = sql`(SELECT ${tenant} FROM g WHERE g.scope = 'tenant' LIMIT 1)`;
  const less = sql`NOT EXISTS (SELECT 1 FROM g WHERE g.scope = 'tenant')`;
  const own = sql`SELECT DISTINCT g.user_id AS key FROM g WHERE g.scope = 'own' AND g.user_id IS NOT NULL AND ${less}`;
  const made = sql`SELECT DISTINCT ${principal} AS key FROM g WHERE ${less}`;
  const units = sql`SELECT DISTINCT u.id AS key FROM g CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.path >= g.path AND u.path < g.path || '~' WHERE g.scope = 'unit' AND ${less}`;
  return sql.join(
    [
      walk(shape, asked, sort, whole),
      keyedWalk(shape, asked, sort, { keys: own, column: scoped.owner, index: scopeIndexes.owner }),
      keyedWalk(shape, asked, sort, { keys: made, column: scoped.creator, index: scopeIndexes.creator }),
      keyedWalk(shape, asked, sort, { keys: units, column: scoped.unit, index: scopeIndexes.unit }),
    ],
    sql` UNION `,
  );
}

/**
 * One walk along the sort's own index. `reach` is the tenant, or NULL for who may not walk it all: a key
 * that is NULL ends the walk at once, where a condition would be tested on every row.
 */
function walk<S extends RowShape>(shape: ListShape<S>, asked: ListAsked, sort: ListSort, reach: SQL): SQL {
  return sql`SELECT rid, k, id FROM (SELECT x.rowid AS rid, ${at('x', sort.column)} AS k, ${at('x', shape.id)} AS id FROM ${shape.table} x INDEXED BY ${sql.identifier(sort.index)} WHERE x.tenant_id = ${reach}${rest(shape, asked, sort)} LIMIT ${value('window')})`;
}

/** One walk per key along an index (tenant, column, sort, id), each ending after `window` rows. */
function keyedWalk<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  sort: ListSort,
  by: { readonly keys: SQL; readonly column: Column; readonly index: string },
): SQL {
  return sql`SELECT y.rowid AS rid, ${at('y', sort.column)} AS k, ${at('y', shape.id)} AS id FROM (${by.keys}) s CROSS JOIN ${shape.table} y ON y.rowid IN (SELECT x.rowid FROM ${shape.table} x INDEXED BY ${sql.identifier(by.index)} WHERE x.tenant_id = ${tenant} AND ${at('x', by.column)} = s.key${rest(shape, asked, sort)} LIMIT ${value('window')})`;
}

/** What every walk shares: the standing condition, the place to go on from, the order. */
function rest<S extends RowShape>(shape: ListShape<S>, asked: ListAsked, sort: ListSort): SQL {
  const always = shape.always ? sql` AND ${shape.always('x')}` : sql``;
  const comparison = sql.raw(asked.descending ? '<' : '>');
  const after = asked.after
    ? sql` AND (${at('x', sort.column)}, ${at('x', shape.id)}) ${comparison} (${value('afterKey')}, ${value('afterId')})`
    : sql``;
  const direction = sql.raw(asked.descending ? 'DESC' : 'ASC');
  return sql`${always}${after} ORDER BY ${at('x', sort.column)} ${direction}, ${at('x', shape.id)} ${direction}`;
}
