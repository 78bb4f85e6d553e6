import { at, type RowShape, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { filterOf, type ListAsked, type ListShape, sortOf } from './list-shape.ts';

/** The order of a page: by a key, then by id so that no two rows stand in one place. */
export interface ListOrder {
  /** The sort it is by; undefined for a search, which goes by row number. */
  readonly sort: string | undefined;
  key(alias: string): SQL;
  id(alias: string): SQL;
  /** `DESC` or `ASC`. */
  readonly direction: SQL;
  /** Of the rows under this alias those that stand behind a place; the first condition of none. */
  behind(alias: string, place: { readonly key: SQL; readonly id: SQL }): SQL;
}

/** What the list was asked to be ordered by; a search has the newest first. */
export function orderOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): ListOrder {
  const descending = asked.searched || asked.descending;
  const sort = asked.searched ? undefined : asked.sort;
  const column = sort === undefined ? undefined : sortOf(shape, sort).column;
  const key = (alias: string) =>
    column === undefined ? sql`${sql.identifier(alias)}.rowid` : at(alias, column);
  const id = (alias: string) => (column === undefined ? sql`''` : at(alias, shape.id));
  const comparison = sql.raw(descending ? '<' : '>');
  return {
    sort,
    key,
    id,
    direction: sql.raw(descending ? 'DESC' : 'ASC'),
    behind: (alias, place) =>
      sql` AND (${key(alias)}, ${id(alias)}) ${comparison} (${place.key}, ${place.id})`,
  };
}

/** The place that the cursor names. */
export const cursorPlace = { key: value('afterKey'), id: value('afterId') };

/** Behind the cursor, where there is one. */
export function afterCursor(asked: ListAsked, order: ListOrder, alias: string): SQL {
  return asked.after ? order.behind(alias, cursorPlace) : sql``;
}

/** One filter as a condition on the row under this alias. */
export function filterTest<S extends RowShape>(shape: ListShape<S>, name: string, alias: string): SQL {
  const filter = filterOf(shape, name);
  const column = at(alias, filter.column);
  const given = value(`filter_${name}`);
  if (filter.test === 'from') return sql`${column} >= ${given}`;
  if (filter.test === 'before') return sql`${column} < ${given}`;
  return sql`${column} IN (SELECT j.value FROM json_each(${given}) j)`;
}

/**
 * The asked bounds of the column that an index goes on with, so that a walk along it stays between them.
 * `started`: the walk starts behind a row that is within them. SQLite takes one lower and one upper limit into
 * an index and tests any other row by row: the bound at which such a walk would have started is left out.
 */
export function boundsOn<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  index: { readonly sort: string; readonly alias: string; readonly started: boolean },
): SQL {
  const { column } = sortOf(shape, index.sort);
  const start = asked.descending ? 'before' : 'from';
  const tests = asked.filters
    .filter((name) => {
      const filter = filterOf(shape, name);
      return filter.column === column && filter.test !== 'any' && !(index.started && filter.test === start);
    })
    .map((name) => sql` AND ${filterTest(shape, name, index.alias)}`);
  return sql.join(tests);
}
