import { at, type RowShape, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { singleValue } from './list-order.ts';
import { scopeStreams } from './list-scopes.ts';
import { filterOf, type ListAsked, type ListFilter, type ListShape, type SortIndexes } from './list-shape.ts';

/** Rows that one index holds under each of a few keys: those of some owners, of the units of a subtree. */
export interface Stream {
  readonly number: number;
  /** A select of `key`, each key once. */
  readonly keys: SQL;
  /** The only key, where there is exactly one whatever the rows are. */
  readonly only?: SQL;
  /** Of the rows under this alias those of a key; absent where bounds of the index are all there is. */
  readonly under?: (alias: string, key: SQL) => SQL;
  /** None: a key is the id of one row. */
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

/** The sources that this request offers besides the walk along the order's own index. */
export function sourcesOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): Sources {
  if (shape.parent !== undefined) return { filters: [], scope: undefined };
  const drafts = [...keyedFilters(shape, asked), ...ranges(shape, asked)];
  const filters = drafts.map((draft, i) => ({ number: i + 1, streams: [{ ...draft, number: i + 1 }] }));
  const number = filters.length + 1;
  const streams = scopeStreams(shape, asked).map((draft, i) => ({ ...draft, number: number + i }));
  return { filters, scope: streams.length > 0 ? { number, streams } : undefined };
}

export type StreamDraft = Omit<Stream, 'number'>;

function keyedFilters<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): StreamDraft[] {
  return asked.leading.map((name) => {
    const { column, indexes = {}, except } = filterOf(shape, name);
    const keys = sql`SELECT DISTINCT j.value AS key FROM json_each(${value(`filter_${name}`)}) j`;
    const held = (alias: string) =>
      except === undefined ? sql`` : sql` AND ${at(alias, column)} <> ${sql.raw(`'${except}'`)}`;
    const under = (alias: string, key: SQL) => sql`${at(alias, column)} = ${key}${held(alias)}`;
    if (!asked.single.includes(name)) return { keys, under, indexes };
    const only = singleValue(name);
    return { keys: sql`SELECT ${only} AS key`, only, under, indexes };
  });
}

/** Bounds of a column that has an index of its own, when the page is not ordered by it. */
function ranges<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): StreamDraft[] {
  const bounded = asked.filters.map((name) => filterOf(shape, name)).filter(({ test }) => test !== 'any');
  return Object.entries(shape.sorts)
    .filter(([name]) => asked.searched || name !== asked.sort)
    .filter(([, sort]) => bounded.some(({ column }) => column === sort.column))
    .map(([name, sort]) => ({ keys: sql`SELECT 1 AS key`, indexes: { [name]: sort.index } }));
}

/** Whether the stream's index goes on in the asked order, so that its keys can be walked side by side. */
export function isOrdered(stream: Stream, asked: ListAsked): boolean {
  return !asked.searched && stream.indexes[asked.sort] !== undefined;
}

/** Whether each key is one row. */
export function isById(stream: Pick<Stream, 'indexes'>): boolean {
  return Object.keys(stream.indexes).length === 0;
}

/** Whether the filter can lead the walk to these values: it has indexes, and they hold all of them. */
export function mayLead(filter: ListFilter | undefined, values: readonly unknown[]): boolean {
  return filter?.indexes !== undefined && !values.includes(filter.except);
}
