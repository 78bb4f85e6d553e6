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
  const wide =
    shape.scoped === undefined ? sql`1` : sql`(SELECT max(g.scope = 'tenant') FROM g) IS 1`;
  const end = (streams: readonly Stream[]) => endsWithinWindow(shape, asked, streams);
  const ordered = filters.find(({ streams }) => streams.every((stream) => isOrdered(stream, order)));
  const cases: SQL[] = [];
  const take = (condition: SQL, { number }: Source) =>
    cases.push(sql`WHEN ${condition} THEN ${sql.raw(String(number))}`);
  if (ordered && filters.length === 1) take(wide, ordered);
  for (const filter of filters) take(end(filter.streams), filter);
  if (ordered && scope) take(sql`NOT (${wide}) AND ${end(scope.streams)}`, scope);
  if (!ordered && scope) {
    const gathered = scope.streams.filter((stream) => !isOrdered(stream, order));
    take(gathered.length > 0 ? sql`NOT (${wide}) AND ${end(gathered)}` : sql`NOT (${wide})`, scope);
  }
  const otherwise = sql.raw(String(ordered?.number ?? 0));
  return cases.length === 0 ? otherwise : sql`CASE ${sql.join(cases, sql` `)} ELSE ${otherwise} END`;
}

function endsWithinWindow<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  streams: readonly Stream[],
): SQL {
  const rows = streams.map((stream) => sql`SELECT 1 FROM (${stream.keys}) s CROSS JOIN ${gathered(shape, asked, stream)}`);
  return sql`(SELECT 1 FROM (${sql.join(rows, sql` UNION ALL `)}) LIMIT 1 OFFSET ${value('window')}) IS NULL`;
}

/** All rows of a stream under the key of `s`, as alias `x`, in no order. */
export function gathered<S extends RowShape>(shape: ListShape<S>, asked: ListAsked, stream: Stream): SQL {
  const [sort, index] = Object.entries(stream.indexes)[0] ?? [];
  if (sort === undefined || index === undefined) throw new Error('a stream without an index');
  const keyed = stream.column === undefined ? sql`` : sql` AND ${at('x', stream.column)} = s.key`;
  const always = shape.always === undefined ? sql`` : sql` AND ${shape.always('x')}`;
  const bounds = boundsOn(shape, asked, { sort, alias: 'x', started: false });
  return sql`${shape.table} x INDEXED BY ${sql.identifier(index)} ON x.tenant_id = ${tenant}${keyed}${always}${bounds}`;
}
