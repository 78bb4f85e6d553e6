import { at, type RowShape, value } from '@keyline/store';
import { type SQL, sql } from 'drizzle-orm';
import { filterOf, type ListAsked, type ListShape, sortOf } from './list-shape.ts';

/** A place between two rows of an order. */
export interface ListPlace {
  readonly key: SQL;
  readonly id: SQL;
}

/** The order of a page: by a key, then by id so that no two rows stand in one place. */
export interface ListOrder {
  key(alias: string): SQL;
  id(alias: string): SQL;
  /** `DESC` or `ASC`. */
  readonly direction: SQL;
  /** Of the rows under this alias those that stand behind a place. */
  behind(alias: string, place: ListPlace): SQL;
}

/** What the list was asked to be ordered by. A search goes by row number, the newest first. */
export function orderOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): ListOrder {
  const column = asked.searched ? undefined : sortOf(shape, asked.sort).column;
  const key = (alias: string) =>
    column === undefined ? sql`${sql.identifier(alias)}.rowid` : at(alias, column);
  const id = (alias: string) => (column === undefined ? sql`''` : at(alias, shape.id));
  const descending = asked.searched || asked.descending;
  const comparison = sql.raw(descending ? '<' : '>');
  return {
    key,
    id,
    direction: sql.raw(descending ? 'DESC' : 'ASC'),
    behind: (alias, place) =>
      sql` AND (${key(alias)}, ${id(alias)}) ${comparison} (${place.key}, ${place.id})`,
  };
}

/** The place that the cursor names. */
export const cursorPlace: ListPlace = { key: value('afterKey'), id: value('afterId') };

/** Behind the cursor, where there is one. */
export function afterCursor(asked: ListAsked, order: ListOrder, alias: string): SQL {
  return asked.after ? order.behind(alias, cursorPlace) : sql``;
}

/** One filter as a condition on the row under this alias. */
export function filterTest<S extends RowShape>(
  shape: ListShape<S>,
  { single }: Pick<ListAsked, 'single'>,
  name: string,
  alias: string,
): SQL {
  const filter = filterOf(shape, name);
  const column = at(alias, filter.column);
  const given = value(`filter_${name}`);
  if (filter.test === 'from') return sql`${column} >= ${given}`;
  if (filter.test === 'before') return sql`${column} < ${given}`;
  if (single.includes(name)) return sql`${column} = ${singleValue(name)}`;
  return sql`${column} IN (SELECT j.value FROM json_each(${given}) j)`;
}

/** The value of a filter that is given exactly one. */
export function singleValue(name: string): SQL {
  return sql`(${value(`filter_${name}`)} ->> 0)`;
}

/**
 * The asked bounds of the column that an index goes on with, so that a walk along it stays between them. A
 * walk that has `started` behind some row goes without the bound at which it would have begun: SQLite takes
 * one lower and one upper limit into an index and tests any other row by row.
 */
export function boundsOn<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  index: { readonly sort: string; readonly alias: string; readonly started: boolean },
): SQL {
  const { column } = sortOf(shape, index.sort);
  const begin = asked.descending ? 'before' : 'from';
  const tests = asked.filters
    .filter((name) => {
      const filter = filterOf(shape, name);
      const bounds = filter.column === column && filter.test !== 'any';
      return bounds && !(index.started && filter.test === begin);
    })
    .map((name) => sql` AND ${filterTest(shape, asked, name, index.alias)}`);
  return sql.join(tests);
}
