import {
  asBoolean,
  at,
  columns,
  type RowShape,
  type Statement,
  statement,
  tenant,
  value,
} from '@keyline/store';
import { type Column, type SQL, sql } from 'drizzle-orm';
import { grants, grantsAs, holdings } from './grants.ts';
import { filterTest, orderOf } from './list-order.ts';
import { type ListAsked, type ListShape, namedIn } from './list-shape.ts';
import { walkOf } from './list-walk.ts';
import { isNamed, type Named, type Scoped, within } from './visibility.ts';

/**
 * Rows looked at before a page ends, found or not. Measured with 1,000,000 accounts in a tenant: a row takes
 * the database half a microsecond along one index and three where many are walked side by side, so that no page
 * takes more than some milliseconds. What has no more rows than this is shown in full pages, however it is
 * filtered and sorted.
 */
export const listWindow = 2000;

export interface ListStatement<S extends RowShape> {
  /**
   * Its rows are those of the page, each with its place (`rowKey`, `rowId`) and whether it may be shown as a
   * whole (`isWhole`); where the window ended first, a last one (`isEnd`) that has nothing but the place where it
   * did.
   */
  readonly statement: Statement<string, unknown>;
  readonly window: number;
  readonly shape: ListShape<S>;
}

/**
 * One statement of a visible list. Keys are walked in the asked order along an index, rows are tested one by
 * one, and both stop when the page is full or the window has been looked at: what a page costs depends on the
 * page and the window, never on the table.
 */
export function listStatement<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): ListStatement<S> {
  const order = orderOf(shape, asked);
  const { tables, end: last, mayRepeat } = walkOf({ shape, asked, order });
  const tests = testsOf(shape, asked);
  const once = sql.raw(mayRepeat ? 'DISTINCT ' : '');
  const found = sql`SELECT ${once}w.k, w.id, w.rid FROM walk w CROSS JOIN ${shape.table} a NOT INDEXED ON a.rowid = w.rid AND a.tenant_id = ${tenant}${tests} LIMIT ${value('rows')}`;
  const end = sql`SELECT k, id, NULL FROM (${last})`;
  const page = sql`page (k, id, rid) AS MATERIALIZED (SELECT * FROM (${found}) UNION ALL SELECT * FROM (${end}) LIMIT ${value('rows')})`;
  const whole = sql`, ${wholeTest(shape, asked)} AS "isWhole"`;
  const computed = shape.computed === undefined ? sql`` : sql`, ${shape.computed}`;
  const { direction } = order;
  const text = sql`WITH RECURSIVE ${rightsOf(shape, asked)}${tables}, ${page} SELECT page.k AS "rowKey", page.id AS "rowId", page.rid IS NULL AS "isEnd", ${columns(shape.row, 'a')}${computed}${whole} FROM page LEFT JOIN ${shape.table} a NOT INDEXED ON a.rowid = page.rid AND a.tenant_id = ${tenant} ORDER BY page.k ${direction}, page.id ${direction}, page.rid IS NULL`;
  const built = statement({
    values: [...valueNames(asked), ...(shape.values ?? [])],
    row: pageRow(shape.row),
    sql: text,
  });
  return { shape, statement: built, window: listWindow };
}

function pageRow(row: RowShape): RowShape {
  const raw = (given: unknown) => given;
  return { ...row, rowKey: raw, rowId: raw, isEnd: asBoolean, isWhole: asBoolean };
}

/** Who sees the whole tenant is named nowhere: nothing is to be gained by it. */
function rightsOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): SQL {
  if (shape.scoped === undefined) return sql``;
  const wide = shape.scoped.personal ? sql`0` : sql`EXISTS (SELECT 1 FROM g WHERE +g.scope = 'tenant')`;
  const naming = namedIn(shape, asked) ? sql`, ${holdings(wide)}` : sql``;
  const beside = shape.beside ? sql`, ${grantsAs('beside', shape.beside)}` : sql``;
  return sql`${grants(shape.permission ?? '')}${naming}${beside}, `;
}

/** Whether a row of the page is shown as a whole. */
function wholeTest<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): SQL {
  const { permission, scoped } = shape;
  return scoped && namedIn(shape, asked) ? within(permission ?? '', 'a', scoped) : sql`1`;
}

function valueNames(asked: ListAsked): string[] {
  const filters = asked.filters.map((name) => `filter_${name}`);
  return ['window', 'rows', 'parent', 'match', 'terms', 'afterKey', 'afterId', ...filters];
}

/** What makes a row one of the list, whichever way the walk came to it. */
function testsOf<S extends RowShape>(shape: ListShape<S>, asked: ListAsked): SQL {
  const { search, parent, always, scoped } = shape;
  const tests = asked.filters.map((name) => filterTest(shape, asked, name, 'a'));
  if (asked.searched && search) tests.push(termsTest(search.text));
  if (asked.searched && always) tests.push(always('a'));
  if (asked.searched && parent) tests.push(sql`${at('a', parent)} = ${value('parent')}`);
  if (scoped) tests.push(seenTest(shape, scoped, namedIn(shape, asked)));
  return sql.join(tests.map((test) => sql` AND ${test}`));
}

function seenTest<S extends RowShape>({ permission }: ListShape<S>, scoped: Scoped, named?: Named): SQL {
  const seen = within(permission ?? '', 'a', scoped);
  return named ? sql`(${seen} OR ${isNamed(permission ?? '', 'a', named)})` : seen;
}

/**
 * Every term has to occur; one that begins with a space, at the beginning of a word. The index knows neither
 * the order of characters nor words longer than their prefixes, and not every source comes from it.
 */
function termsTest(text: Column): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM json_each(${value('terms')}) t WHERE instr(' ' || ${at('a', text)}, t.value) = 0)`;
}
