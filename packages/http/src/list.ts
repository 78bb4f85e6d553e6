import {
  type Actor,
  type ListAsked,
  type ListShape,
  type ListStatement,
  listStatement,
  mayLead,
} from '@keyline/auth';
import type { CursorKey, ProblemCatalogue } from '@keyline/kernel';
import type { Bound, Load, Loaded, Plan, RowOf, RowShape } from '@keyline/store';
import * as v from 'valibot';
import type { Input } from './input.ts';
import { type ListOffer, listEntries, nextCursorOf, type PageAsked, pageAsked } from './list-input.ts';
import type { Entries, Operation, Schema } from './operation.ts';
import { query } from './query.ts';

/** A text search as the index takes it, and the terms for the exact check. */
export interface SearchAsked {
  readonly match: string;
  readonly terms: readonly string[];
}

export interface ListDefinition<
  P extends Entries,
  C extends ProblemCatalogue,
  S extends RowShape,
  L extends Plan,
  R extends keyof L & string,
> {
  readonly id: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Null: any signed-in caller, for a list of the caller's own. */
  readonly permission: string | null;
  readonly asks?: readonly string[];
  readonly params?: P;
  readonly shape: ListShape<S>;
  /** Filters that callers may give, by the names of the shape's filters, each with the schema of a value. */
  readonly filters?: Readonly<Record<string, Schema>>;
  /** Values of filters that hold where the request names none: what nobody asks for is left out. */
  readonly presets?: Readonly<Record<string, unknown>>;
  readonly defaultOrder: string;
  readonly sorts: readonly string[];
  /** The parent whose rows these are, where the shape has one. */
  parent?(params: Input<P, Entries, undefined>['params'], caller: { readonly principalId: string }): string;
  /** The search of a text; undefined when the text holds nothing to search for. */
  search?(q: string, tenantId: string): SearchAsked | undefined;
  /** What has to be there beside the rows, such as the parent. */
  load?(input: Input<P, Entries, undefined>): L;
  readonly required?: Readonly<Record<R, keyof C & string>>;
  readonly problems?: C;
  readonly item: Schema;
  view(
    row: RowOf<S>,
    given: {
      readonly actor: Actor;
      readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
      /** The caller may see the whole row; else it is only named there, and sees its public part. */
      readonly isWhole: boolean;
    },
  ): unknown;
  /** What stands in the answer beside the rows, on every page. */
  readonly beside?: {
    readonly entries: Entries;
    view(loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> }): object;
  };
}

interface Page {
  readonly asked: PageAsked;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A list: one round trip for the page and for what it hangs on, keyset cursors, filters, sorts, search. */
export function list<
  const C extends ProblemCatalogue = Record<never, never>,
  P extends Entries = Record<never, never>,
  S extends RowShape = RowShape,
  L extends Plan = Record<never, never>,
  R extends keyof L & string = never,
>(definition: ListDefinition<P, C, S, L, R>): Operation {
  const { shape, permission, view, item } = definition;
  const offer: ListOffer = {
    filters: definition.filters ?? {},
    presets: definition.presets ?? {},
    searchable: definition.search !== undefined,
    defaultOrder: definition.defaultOrder,
    sorts: definition.sorts,
  };
  const built = query({
    id: definition.id,
    path: definition.path,
    tag: definition.tag,
    summary: definition.summary,
    ...(definition.description !== undefined && { description: definition.description }),
    permission,
    ...(definition.asks && { asks: definition.asks }),
    ...(definition.params && { params: definition.params }),
    query: listEntries(shape, offer),
    answer: {
      description: 'A page of the list.',
      schema: v.strictObject({
        ...definition.beside?.entries,
        data: v.array(item),
        nextCursor: v.pipe(v.nullable(v.string()), v.description('Null ends the walk.')),
      }),
    },
    ...(definition.problems && { problems: definition.problems }),
    load: (input): Plan => ({
      ...definition.load?.(input as Input<P, Entries, undefined>),
      page$: pageLoad(definition, offer, input as Input<P, Entries, undefined>),
    }),
    ...(definition.required && { required: definition.required }),
    view: ({ loaded, actor, url }) => {
      const parts = loaded as unknown as { page$?: Page };
      const page = parts.page$ ?? emptyPage;
      const { shown, next } = cut(page);
      const state = loaded as unknown as Parameters<typeof view>[1]['loaded'];
      const viewOf = (row: object) => {
        const { isWhole } = row as { readonly isWhole: boolean };
        return view(row as RowOf<S>, { actor, loaded: state, isWhole });
      };
      const nextCursor =
        next === undefined || page.asked === undefined ? null : nextCursorOf(page.asked, next);
      return {
        body: { ...definition.beside?.view(state), data: shown.map(viewOf), nextCursor },
        headers: nextCursor === null ? {} : { Link: nextLink(url, nextCursor) },
      };
    },
  });
  return { ...built, kind: 'list' };
}

const emptyPage = { asked: undefined, rows: [] } as const;

const statements = new WeakMap<object, Map<string, ListStatement<RowShape>>>();

function statementOf<S extends RowShape>(shape: ListShape<S>, page: PageAsked, searched: boolean) {
  const filters = Object.keys(page.filters);
  const asked: ListAsked = {
    sort: page.sort,
    descending: page.descending,
    after: page.after !== undefined,
    filters,
    leading: filters.filter((name) => mayLead(shape.filters[name], listOf(page.filters[name]))),
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

function pageLoad<
  P extends Entries,
  C extends ProblemCatalogue,
  S extends RowShape,
  L extends Plan,
  R extends keyof L & string,
>(
  definition: ListDefinition<P, C, S, L, R>,
  offer: ListOffer,
  input: Input<P, Entries, undefined>,
): Load<Page> | undefined {
  const parent = definition.parent?.(input.params, input) ?? null;
  const asked = pageAsked(input.query, offer, parent);
  const search = asked.q === undefined ? undefined : definition.search?.(asked.q, input.tenantId);
  if (asked.q !== undefined && search === undefined) return undefined;
  const made = statementOf(definition.shape, asked, search !== undefined);
  const filters = Object.entries(asked.filters).map(([name, given]): [string, string | number] => [
    `filter_${name}`,
    typeof given === 'number' ? given : JSON.stringify(listOf(given)),
  ]);
  const bound = made.statement.bind({
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
function cut(page: Page | typeof emptyPage): { shown: readonly object[]; next: CursorKey[] | undefined } {
  if (page.asked === undefined) return { shown: [], next: undefined };
  const found = page.rows.filter((row) => row.isEnd === false);
  const shown = found.slice(0, page.asked.limit);
  const last = found.length > shown.length ? shown.at(-1) : page.rows.find((row) => row.isEnd === true);
  return { shown, next: last && [last.rowKey as CursorKey, last.rowId as CursorKey] };
}

function nextLink(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set('cursor', cursor);
  return `<${next.href}>; rel="next"`;
}
