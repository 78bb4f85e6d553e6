import { at, columns, type RowShape, type Statement, statement, tenant, value } from '@keyline/store';
import { type Column, getTableName, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { scopeBranches } from './list-branches.ts';
import { grants, type Scoped, within } from './visibility.ts';

/** A sort that a list offers: its column (never NULL) and the index (tenant, column, id) that walks it. */
export interface ListSort {
  readonly column: Column;
  readonly index: string;
}

/** A filter: rows whose column is any of the values, or lies on one side of a bound. */
export interface ListFilter {
  readonly column: Column;
  readonly test: 'any' | 'from' | 'before';
  /** The index (tenant, column, default sort, id) that can drive the list, where there is one. */
  readonly index?: string;
}

/** Everything about a list that does not change from request to request. */
export interface ListShape<S extends RowShape> {
  readonly table: SQLiteTable;
  readonly row: S;
  readonly permission: string;
  /** Absent: every holder of the permission sees every row. */
  readonly scoped?: Scoped;
  readonly sorts: Readonly<Record<string, ListSort>>;
  /** The sort that filter and scope indexes continue with. */
  readonly defaultSort: string;
  readonly id: Column;
  readonly filters: Readonly<Record<string, ListFilter>>;
  /** Indexes (tenant, column, default sort, id) of the scope columns. */
  readonly scopeIndexes?: { readonly owner: string; readonly creator: string; readonly unit: string };
  /** The full-text table whose rowid is the row number, and the column for the exact check. */
  readonly search?: { readonly table: string; readonly text: Column };
  /** Values computed beside the row's columns, from the row under alias `a`: names are those of `row`. */
  readonly computed?: SQL;
  /** A condition that always holds, such as "not removed", on alias `x` and `a` alike. */
  readonly always?: (alias: string) => SQL;
}

/** What one request asks of a list: which filters are given, how sorted, from where, with search or not. */
export interface ListAsked {
  readonly sort: string;
  readonly descending: boolean;
  readonly after: boolean;
  readonly filters: readonly string[];
  readonly searched: boolean;
}

/** Rows looked at per page where a condition has no index of its own. */
const residualWindow = 2000;

export interface ListStatement<S extends RowShape> {
  readonly statement: Statement<string, unknown>;
  /** Rows looked at before the page ends, for a page of `limit` rows. */
  window(limit: number): number;
  readonly shape: ListShape<S>;
}

/**
 * One statement of a visible list: it first looks at a bounded window of keys in order (per scope, or by the
 * filter that has an index), then checks the rest on those rows only. Its cost depends on the page and the
 * window, never on the table. The first row always tells how many keys were looked at and which was last.
 */
export function listStatement<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): ListStatement<S> {
  const sort = shape.sorts[asked.sort];
  if (sort === undefined) throw new Error(`no sort ${asked.sort}`);
  const direction = sql.raw(asked.descending ? 'DESC' : 'ASC');
  const searched = asked.searched && shape.search !== undefined;
  const driver = searched ? undefined : driverOf(shape, asked);
  const residual = residualOf(shape, asked, driver, searched);
  const keys = searched
    ? sql`SELECT rowid AS rid, rowid AS k, '' AS id FROM ${sql.identifier(shape.search?.table ?? '')} WHERE ${sql.identifier(shape.search?.table ?? '')} MATCH ${value('match')}${asked.after ? sql` AND rowid < ${value('afterKey')}` : sql``} ORDER BY rowid DESC LIMIT ${value('window')}`
    : sql`SELECT rid, k, id FROM (${scopeBranches(shape, asked, sort, driver)}) ORDER BY k ${direction}, id ${direction} LIMIT ${value('window')}`;
  const order = searched ? sql`w.k DESC` : sql`w.k ${direction}, w.id ${direction}`;
  const reverse = sql.raw(!searched && !asked.descending ? 'DESC' : 'ASC');
  const text = sql`WITH ${grants(shape.permission)}, w AS MATERIALIZED (${keys}), h AS MATERIALIZED (SELECT count(*) AS looked FROM w), l AS MATERIALIZED (SELECT k, id FROM w ORDER BY k ${reverse}, id ${reverse} LIMIT 1) SELECT h.looked AS "looked", l.k AS "lastKey", l.id AS "lastId", m.* FROM h LEFT JOIN l ON 1 LEFT JOIN (SELECT w.k AS "rowKey", w.id AS "rowId", ${columns(shape.row, 'a')}${shape.computed ? sql`, ${shape.computed}` : sql``} FROM w CROSS JOIN ${shape.table} a ON a.rowid = w.rid WHERE a.tenant_id = ${tenant}${residual} ORDER BY ${order} LIMIT ${value('rows')}) m ON 1 ORDER BY "rowKey" ${searched ? sql.raw('DESC') : direction}, "rowId" ${direction}`;
  const bounded = searched || residual.queryChunks.length > 1;
  return {
    shape,
    statement: statement({ values: valueNames(asked), row: pageRow(shape.row), sql: text }),
    window: (limit) => (bounded ? Math.max(residualWindow, limit + 1) : limit + 1),
  };
}

function pageRow(row: RowShape): RowShape {
  const raw = (given: unknown) => given;
  return { ...row, looked: raw, lastKey: raw, lastId: raw, rowKey: raw, rowId: raw };
}

function valueNames(asked: ListAsked): string[] {
  const filters = asked.filters.map((name) => `filter_${name}`);
  return ['window', 'rows', 'match', 'terms', 'afterKey', 'afterId', ...filters];
}

/** The filter that can lead the walk: one with an index that goes on in the asked order. */
function driverOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): string | undefined {
  if (asked.sort !== shape.defaultSort) return undefined;
  return asked.filters.find((name) => shape.filters[name]?.index !== undefined);
}

function residualOf<S extends RowShape>(
  shape: ListShape<S>,
  asked: ListAsked,
  driver: string | undefined,
  searched: boolean,
): SQL {
  const filters = asked.filters.filter((name) => name !== driver).map((name) => filterTest(shape, name));
  const narrowed = searched || driver !== undefined || asked.sort !== shape.defaultSort;
  const scope = narrowed && shape.scoped ? [within(shape.permission, 'a', shape.scoped)] : [];
  const always = searched && shape.always ? [shape.always('a')] : [];
  const terms = searched && shape.search ? [termsTest(shape.search.text)] : [];
  const tests = [...filters, ...scope, ...always, ...terms];
  return tests.length === 0 ? sql`` : sql` AND ${sql.join(tests, sql` AND `)}`;
}

/** Every term has to occur: the index knows pairs of characters, not their order. */
function termsTest(column: Column): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${value('terms')}) t WHERE instr(${at('a', column)}, t.value) = 0)`;
}

function filterTest<S extends RowShape>(shape: ListShape<S>, name: string): SQL {
  const filter = shape.filters[name];
  if (filter === undefined) throw new Error(`${getTableName(shape.table)} has no filter ${name}`);
  const column = at('a', filter.column);
  const given = value(`filter_${name}`);
  if (filter.test === 'from') return sql`${column} >= ${given}`;
  if (filter.test === 'before') return sql`${column} < ${given}`;
  return sql`${column} IN (SELECT j.value FROM json_each(${given}) j)`;
}
