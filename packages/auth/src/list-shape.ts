import type { RowShape } from '@keyline/store';
import type { Column, SQL } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Named, Scoped } from './visibility.ts';

/** A sort that a list offers: its column (never NULL) and the index (tenant, column, id) that walks it. */
export interface ListSort {
  readonly column: Column;
  /** Of a list below a parent: (tenant, parent, column, id). */
  readonly index: string;
}

/** Indexes of one column by the sort they go on with: (tenant, column, the sort's column, id). */
export type SortIndexes = Readonly<Record<string, string>>;

/** A filter: rows whose column is any of the values, or lies on one side of a bound. */
export interface ListFilter {
  readonly column: Column;
  readonly test: 'any' | 'from' | 'before';
  /** Where there are any, the filter can lead the walk. */
  readonly indexes?: SortIndexes;
  /**
   * The value that the indexes leave out (WHERE column <> value), because most rows have it: who asks for it
   * finds it wherever he looks, and the index costs those rows nothing.
   */
  readonly except?: string;
}

/** The columns of a scope that a walk can be led by. */
export type ScopeColumn = Exclude<keyof Scoped, 'named' | 'personal'>;

/** Everything about a list that does not change from request to request. */
export interface ListShape<S extends RowShape> {
  readonly table: SQLiteTable;
  readonly row: S;
  /** Null: of a list that is its parent's own, where the parent is the caller. */
  readonly permission: string | null;
  /** Absent: every holder of the permission sees every row. */
  readonly scoped?: Scoped;
  /** Indexes of the scope's columns; none of a column that is the record's own id. */
  readonly scopeIndexes?: Readonly<Partial<Record<ScopeColumn, SortIndexes>>>;
  /**
   * Filters and sorts that ask about the public part only. A list that is asked for more, or searched, leaves
   * out what the caller sees only by being named: else its rows would tell what they do not show.
   */
  readonly publicly?: readonly string[];
  /** The list holds the rows of one parent only: this column names it. */
  readonly parent?: Column;
  readonly sorts: Readonly<Record<string, ListSort>>;
  readonly id: Column;
  readonly filters: Readonly<Record<string, ListFilter>>;
  /** The full-text table whose rowid is the row number, and the column for the exact check. */
  readonly search?: { readonly table: string; readonly text: Column };
  /** Values computed beside the row's columns, from the row under alias `a`: names are those of `row`. */
  readonly computed?: SQL;
  /** Permissions that `computed` asks about beside that of the list: `within` finds them in `beside`. */
  readonly beside?: readonly string[];
  /** Names of values that `computed` takes. */
  readonly values?: readonly string[];
  /** A condition that always holds, such as "not removed", and that every index of the list is limited to. */
  readonly always?: (alias: string) => SQL;
}

/** What one request asks of a list: which filters are given, how sorted, from where, with search or not. */
export interface ListAsked {
  readonly sort: string;
  readonly descending: boolean;
  readonly after: boolean;
  readonly filters: readonly string[];
  /** Those of the filters that may lead the walk to the values given. */
  readonly leading: readonly string[];
  /** Those of the filters by any value that are given exactly one. */
  readonly single: readonly string[];
  readonly searched: boolean;
}

/** The filter of this name. Throws when the list has none. */
export function filterOf<S extends RowShape>(shape: ListShape<S>, name: string): ListFilter {
  const filter = shape.filters[name];
  if (filter === undefined) throw new Error(`the list has no filter ${name}`);
  return filter;
}

/** The sort of this name. Throws when the list has none, or one that a NULL would bring out of order. */
export function sortOf<S extends RowShape>(shape: ListShape<S>, name: string): ListSort {
  const sort = shape.sorts[name];
  if (sort === undefined) throw new Error(`the list has no sort ${name}`);
  const { notNull, generated } = sort.column;
  if (!notNull && generated === undefined)
    throw new Error(`${name} may be NULL, which stands nowhere in a page`);
  return sort;
}

/** What names the caller shows it the record's public part in this list; undefined where the list does not show it. */
export function namedIn<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): Named | undefined {
  const known = new Set(shape.publicly);
  const isPublic = !asked.searched && [asked.sort, ...asked.filters].every((name) => known.has(name));
  return isPublic ? shape.scoped?.named : undefined;
}
