import { type RowShape, tenant, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { boundsOn } from './list-order.ts';
import type { ListAsked, ListShape } from './list-shape.ts';
import { isById, isOrdered, type Source, type Sources, type Stream } from './list-sources.ts';

/**
 * Chooses a source: the number of the first that ends within the window, since a page that has seen it all
 * needs no other; else of the first that can be walked in order; else 0. Which one is chosen changes what a
 * page costs, never what the walk over all pages shows.
 */
export function choice<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  { filters, scope }: Sources,
): SQL {
  const end = (streams: readonly Stream[]) => endsWithinWindow(shape, asked, streams);
  const inOrder = (stream: Stream) => isOrdered(stream, asked);
  const ordered = filters.find(({ streams }) => streams.every(inOrder));
  const ending = filters.map((filter) => when(end(filter.streams), filter));
  const wide = cases(ordered && filters.length === 1 ? [] : ending, ordered);
  if (scope === undefined) return wide;
  const unordered = scope.streams.filter((stream) => !inOrder(stream));
  const needed = ordered ? scope.streams : unordered;
  const less =
    needed.length === 0 ? cases(ending, scope) : cases([...ending, when(end(needed), scope)], ordered);
  if (shape.scoped?.personal) return less;
  return sql`CASE WHEN (SELECT max(g.scope = 'tenant') FROM g) THEN ${wide} ELSE ${less} END`;
}

function when(condition: SQL, { number }: Source): SQL {
  return sql`WHEN ${condition} THEN ${sql.raw(String(number))}`;
}

function cases(whens: readonly SQL[], otherwise: Source | undefined): SQL {
  const last = sql.raw(String(otherwise?.number ?? 0));
  return whens.length === 0 ? last : sql`CASE ${sql.join([...whens], sql` `)} ELSE ${last} END`;
}

function endsWithinWindow<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  streams: readonly Stream[],
): SQL {
  const rows = streams.map((stream) => {
    if (isById(stream)) return sql`SELECT 1 FROM (${stream.keys})`;
    const { table, condition } = rowsOf(shape, asked, stream, { alias: 'x', keys: 's', reach: tenant });
    return sql`SELECT 1 FROM (${stream.keys}) s CROSS JOIN ${table} ON ${condition}`;
  });
  return sql`(SELECT 1 FROM (${sql.join(rows, sql` UNION ALL `)}) LIMIT 1 OFFSET ${value('window')}) IS NULL`;
}

/** All rows of a stream under the key of `keys`, in no order; `reach` is the tenant, or NULL for none of them. */
export function rowsOf<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  stream: Stream,
  { alias, keys, reach }: { readonly alias: string; readonly keys: string; readonly reach: SQL },
): { readonly table: SQL; readonly condition: SQL } {
  const key = sql`${sql.identifier(keys)}.key`;
  const [sort, index] = Object.entries(stream.indexes)[0] ?? [];
  const by = index === undefined ? sql`` : sql` INDEXED BY ${sql.identifier(index)}`;
  const bounds = sort === undefined ? sql`` : boundsOn(shape, asked, { sort, alias, started: false });
  return {
    table: sql`${shape.table} ${sql.identifier(alias)}${by}`,
    condition: sql`${sql.identifier(alias)}.tenant_id = ${reach}${heldBy(shape, stream, alias, key)}${bounds}`,
  };
}

/** What the rows of a stream have to fulfil, besides their tenant, for its index to hold them. */
export function heldBy<S extends RowShape>(
  shape: ListShape<S>,
  stream: Stream,
  alias: string,
  key: SQL,
): SQL {
  const under = stream.under === undefined ? sql`` : sql` AND ${stream.under(alias, key)}`;
  return shape.always === undefined ? under : sql`${under} AND ${shape.always(alias)}`;
}
