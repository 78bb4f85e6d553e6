import { type ListAsked, type ListShape, type ListStatement, listStatement, mayLead } from '@keyline/auth';
import type { CursorKey } from '@keyline/kernel';
import type { Bound, Load, RowShape, Value } from '@keyline/store';
import type { PageAsked } from './list-input.ts';

/** A text search as the index takes it, and the terms for the exact check. */
export interface SearchAsked {
  readonly match: string;
  readonly terms: readonly string[];
}

/** A page as the database gave it: one row more than asked for where there are more. */
export interface Page {
  readonly asked: PageAsked;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** What a page is asked for beside its filters: whose rows, which words, what the rows' own values need. */
export interface PageGiven {
  readonly parent: string | null;
  readonly search: SearchAsked | undefined;
  readonly values: Readonly<Record<string, Value>>;
}

const statements = new WeakMap<object, Map<string, ListStatement<RowShape>>>();

function statementOf<S extends RowShape>(shape: ListShape<S>, page: PageAsked, searched: boolean) {
  const filters = Object.keys(page.filters);
  const asked: ListAsked = {
    sort: page.sort,
    descending: page.descending,
    after: page.after !== undefined,
    filters,
    leading: filters.filter((name) => mayLead(shape.filters[name], listOf(page.filters[name]))),
    single: filters.filter(
      (name) => shape.filters[name]?.test === 'any' && listOf(page.filters[name]).length === 1,
    ),
    searched,
  };
  const key = JSON.stringify(asked);
  const known = statements.get(shape) ?? new Map<string, ListStatement<RowShape>>();
  statements.set(shape, known);
  const made = known.get(key) ?? listStatement(shape, asked);
  known.set(key, made);
  return made;
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [given];
}

/** The part of a load that reads one page. */
export function pageLoad<S extends RowShape>(
  shape: ListShape<S>,
  asked: PageAsked,
  { parent, search, values }: PageGiven,
): Load<Page> {
  const made = statementOf(shape, asked, search !== undefined);
  const filters = Object.entries(asked.filters).map(([name, given]): [string, string | number] => [
    `filter_${name}`,
    shape.filters[name]?.test === 'any' ? JSON.stringify(listOf(given)) : (given as string | number),
  ]);
  const bound = made.statement.bind({
    ...values,
    window: made.window,
    rows: asked.limit + 1,
    parent,
    match: search?.match ?? '',
    afterKey: asked.after?.[0] ?? null,
    afterId: asked.after?.[1] ?? null,
    terms: JSON.stringify(search?.terms ?? []),
    ...Object.fromEntries(filters),
  });
  return { bound: bound as Bound, take: (rows) => ({ asked, rows: rows as Page['rows'] }) };
}

/** The rows to show and the place to go on from: after the last row shown, or where the window ended. */
export function cut(page: Page): {
  readonly shown: readonly object[];
  readonly next: readonly CursorKey[] | undefined;
} {
  const found = page.rows.filter((row) => row.isEnd === false);
  const shown = found.slice(0, page.asked.limit);
  const last = found.length > shown.length ? shown.at(-1) : page.rows.find((row) => row.isEnd === true);
  return { shown, next: last && [last.rowKey as CursorKey, last.rowId as CursorKey] };
}
