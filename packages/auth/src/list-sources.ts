import { orgUnits } from '@keyline/schema';
import { at, principal, type RowShape, tenant, value } from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import { boundsOn, type ListOrder } from './list-order.ts';
import { filterOf, type ListAsked, type ListShape, type SortIndexes } from './list-shape.ts';

/** Rows that one index holds under each of a few keys: those of some owners, of the units of a subtree. */
export interface Stream {
  readonly number: number;
  /** A select of `key`, each key once. */
  readonly keys: SQL;
  /** The column that equals the key; absent where the rows lie between bounds of the index instead. */
  readonly column?: Column;
  readonly indexes: SortIndexes;
}

/** A set of streams that holds every row which the page may show. */
export interface Source {
  readonly number: number;
  readonly streams: readonly Stream[];
}

/** Where the rows of a page may come from. Number 0 is always there: the walk along the order's own index. */
export interface Sources {
  readonly filters: readonly Source[];
  /** What the principal's scopes reach, for those who do not see the whole tenant. */
  readonly scope: Source | undefined;
}

/** The sources that this request offers, besides the walk along the order's own index. */
export function sourcesOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked, order: ListOrder): Sources {
  if (shape.parent !== undefined) return { filters: [], scope: undefined };
  const drafts = [...keyedFilters(shape, asked), ...ranges(shape, asked, order)];
  const filters = drafts.map((draft, i) => ({ number: i + 1, streams: [{ ...draft, number: i + 1 }] }));
  const number = filters.length + 1;
  const streams = scopeStreams(shape).map((draft, i) => ({ ...draft, number: number + i }));
  return { filters, scope: streams.length > 0 ? { number, streams } : undefined };
}

type StreamDraft = Omit<Stream, 'number'>;

function keyedFilters<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): StreamDraft[] {
  return asked.filters.flatMap((name) => {
    const { column, indexes } = filterOf(shape, name);
    const keys = sql`SELECT DISTINCT j.value AS key FROM json_each(${value(`filter_${name}`)}) j`;
    return indexes === undefined ? [] : [{ keys, column, indexes }];
  });
}

/** Bounds of a column that has an index of its own, when the page is not ordered by it. */
function ranges<S extends RowShape>(shape: ListShape<S>, asked: ListAsked, order: ListOrder): StreamDraft[] {
  const bounded = asked.filters.map((name) => filterOf(shape, name)).filter(({ test }) => test !== 'any');
  return Object.entries(shape.sorts)
    .filter(([name, sort]) => name !== order.sort && bounded.some(({ column }) => column === sort.column))
    .map(([name, sort]) => ({ keys: sql`SELECT 1 AS key`, indexes: { [name]: sort.index } }));
}

function scopeStreams<S extends RowShape>({ scoped, scopeIndexes }: ListShape<S>): StreamDraft[] {
  if (scoped === undefined || scopeIndexes === undefined) return [];
  const own = sql`SELECT DISTINCT g.user_id AS key FROM g WHERE +g.scope = 'own' AND g.user_id IS NOT NULL`;
  const made = sql`SELECT DISTINCT ${principal} AS key FROM g`;
  const units = sql`SELECT DISTINCT u.id AS key FROM g CROSS JOIN ${orgUnits} u ON u.tenant_id = ${tenant} AND u.path >= g.path AND u.path < g.path || '~' WHERE +g.scope = 'unit'`;
  return [
    { keys: own, column: scoped.owner, indexes: scopeIndexes.owner },
    { keys: made, column: scoped.creator, indexes: scopeIndexes.creator },
    { keys: units, column: scoped.unit, indexes: scopeIndexes.unit },
  ];
}

/** Whether the stream's index goes on in the asked order, so that its keys can be walked side by side. */
export function isOrdered(stream: Stream, order: ListOrder): boolean {
  return order.sort !== undefined && stream.indexes[order.sort] !== undefined;
}

/**
 * Chooses a source: the number of the first that ends within the window, since a page that has seen it all
 * needs no other; else of the first that can be walked in order; else 0. Which one is chosen changes what a
 * page costs, never what the walk over all pages shows.
 */
export function choice<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  order: ListOrder,
  { filters, scope }: Sources,
): SQL {
  const end = (streams: readonly Stream[]) => endsWithinWindow(shape, asked, streams);
  const inOrder = (stream: Stream) => isOrdered(stream, order);
  const ordered = filters.find(({ streams }) => streams.every(inOrder));
  const ending = filters.map((filter) => when(end(filter.streams), filter));
  const wide = cases(ordered && filters.length === 1 ? [] : ending, ordered);
  if (scope === undefined) return wide;
  const unordered = scope.streams.filter((stream) => !inOrder(stream));
  const needed = ordered ? scope.streams : unordered;
  const less =
    needed.length === 0 ? cases(ending, scope) : cases([...ending, when(end(needed), scope)], ordered);
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
    const { table, condition } = rowsOf(shape, asked, stream, { alias: 'x', keys: 's', reach: tenant });
    return sql`SELECT 1 FROM (${stream.keys}) s CROSS JOIN ${table} ON ${condition}`;
  });
  return sql`(SELECT 1 FROM (${sql.join(rows, sql` UNION ALL `)}) LIMIT 1 OFFSET ${value('window')}) IS NULL`;
}

/** All rows of a stream under the key of `keys`, as alias `alias`, in no order: `reach` is the tenant or NULL. */
export function rowsOf<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  stream: Stream,
  { alias, keys, reach }: { readonly alias: string; readonly keys: string; readonly reach: SQL },
): { readonly table: SQL; readonly condition: SQL } {
  const [sort, index] = Object.entries(stream.indexes)[0] ?? [];
  if (sort === undefined || index === undefined) throw new Error('a stream without an index');
  const key = sql`${sql.identifier(keys)}.key`;
  const keyed = stream.column === undefined ? sql`` : sql` AND ${at(alias, stream.column)} = ${key}`;
  const always = shape.always === undefined ? sql`` : sql` AND ${shape.always(alias)}`;
  const bounds = boundsOn(shape, asked, { sort, alias, started: false });
  return {
    table: sql`${shape.table} ${sql.identifier(alias)} INDEXED BY ${sql.identifier(index)}`,
    condition: sql`${sql.identifier(alias)}.tenant_id = ${reach}${keyed}${always}${bounds}`,
  };
}
