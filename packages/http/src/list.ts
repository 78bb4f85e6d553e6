import type { Actor, ListShape } from '@keyline/auth';
import type { CursorKey, Locale, ProblemCatalogue } from '@keyline/kernel';
import type { Loaded, Moment, Plan, RowOf, RowShape, Value } from '@keyline/store';
import * as v from 'valibot';
import { type CsvOffer, exportRows, fileExport } from './csv-export.ts';
import type { Input } from './input.ts';
import { type ListOffer, listEntries, nextCursorOf, pageAsked } from './list-input.ts';
import { cut, type Page, pageLoad, type SearchAsked } from './list-page.ts';
import type { Entries, Operation, Schema } from './operation.ts';
import { query, type ReadLog } from './query.ts';

export interface ListDefinition<
  P extends Entries,
  C extends ProblemCatalogue,
  S extends RowShape,
  L extends Plan,
  R extends keyof L & string,
  I,
  O extends Entries,
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
  /** Query parameters that must be there, where they and not the path name the record whose rows these are. */
  readonly of?: O;
  readonly shape: ListShape<S>;
  /** Filters that callers may give, by the names of the shape's filters, each with the schema of a value. */
  readonly filters?: Readonly<Record<string, Schema>>;
  /** Values of filters that hold where the request names none: what nobody asks for is left out. */
  readonly presets?: Readonly<Record<string, unknown>>;
  readonly defaultOrder: string;
  /** Another order where one of these filters is given: that of its column, so that bounds end the walk. */
  readonly orderBy?: Readonly<Record<string, string>>;
  readonly sorts: readonly string[];
  /** The parent whose rows these are, where the shape has one. */
  parent?(params: Input<P, O, undefined>['params'], given: Input<P, O, undefined>): string;
  /** The search of a text; undefined when the text holds nothing to search for. */
  search?(q: string, tenantId: string): SearchAsked | undefined;
  /** Values for what the shape computes. */
  values?(input: Input<P, Entries, undefined>): Readonly<Record<string, Value>>;
  /** What has to be there beside the rows, such as the parent. */
  load?(input: Input<P, O, undefined>): L;
  readonly required?: Readonly<Record<R, keyof C & string>>;
  readonly problems?: C;
  readonly item: Schema;
  view(
    row: RowOf<S>,
    given: {
      readonly actor: Actor;
      readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
      readonly locale: Locale;
      /** The caller may see the whole row; else it is only named there, and sees its public part. */
      readonly isWhole: boolean;
    },
  ): I;
  /** What of the reading has to be logged; `rows` are those shown. */
  readonly log?: ReadLog<{
    readonly rows: readonly RowOf<S>[];
    readonly loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> };
  }>;
  /** The whole list as a file, for those who may have it. */
  readonly csv?: CsvOffer<I>;
  /** What stands in the answer beside the rows, on every page. */
  readonly beside?: {
    readonly entries: Entries;
    view(loaded: Loaded<L> & { readonly [K in R]: NonNullable<Loaded<L>[K]> }): object;
  };
}

/** A list: one round trip for the page and for what it hangs on, keyset cursors, filters, sorts, search. */
export function list<
  const C extends ProblemCatalogue = Record<never, never>,
  P extends Entries = Record<never, never>,
  S extends RowShape = RowShape,
  L extends Plan = Record<never, never>,
  R extends keyof L & string = never,
  I = unknown,
  O extends Entries = Record<never, never>,
>(definition: ListDefinition<P, C, S, L, R, I, O>): Operation {
  const { shape, permission, view, item, csv, log } = definition;
  const offer: ListOffer = {
    id: definition.id,
    filters: definition.filters ?? {},
    presets: definition.presets ?? {},
    searchable: definition.search !== undefined,
    defaultOrder: definition.defaultOrder,
    orderBy: definition.orderBy ?? {},
    sorts: definition.sorts,
    csv: csv !== undefined,
    ...(definition.of && { of: definition.of }),
  };
  type Asked = Input<P, O, undefined>;
  type Given = Parameters<typeof view>[1];
  const planOf = (input: Asked, file?: { readonly after: readonly CursorKey[] | undefined }): Plan => {
    const parent = definition.parent?.(input.params, input) ?? null;
    const page = pageAsked(input.query, offer, parent);
    const asked = file === undefined ? page : { ...page, limit: exportRows, after: file.after };
    const search = asked.q === undefined ? undefined : definition.search?.(asked.q, input.tenantId);
    const nothing = asked.q !== undefined && search === undefined;
    const values = definition.values?.(input) ?? {};
    return {
      ...definition.load?.(input),
      page$: nothing ? undefined : pageLoad(shape, asked, { parent, search, values }),
    };
  };
  const viewOf = (row: object, given: Omit<Given, 'isWhole'>): I =>
    view(row as RowOf<S>, { ...given, isWhole: (row as { readonly isWhole: boolean }).isWhole });
  const facts =
    log &&
    (({ loaded, moment }: { readonly loaded: object; readonly moment: Moment }) => {
      const { page$: page } = loaded as { readonly page$?: Page };
      const rows = page === undefined ? [] : (cut(page).shown as readonly RowOf<S>[]);
      return log.facts({ rows, loaded: loaded as Given['loaded'], moment });
    });
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
    load: (input): Plan => planOf(input as Asked),
    ...(definition.required && { required: definition.required }),
    ...(facts && { log: { types: log.types, facts } }),
    view: ({ loaded, actor, url, locale }) => {
      const { page$: page } = loaded as unknown as { readonly page$?: Page };
      const beside = () => definition.beside?.view(loaded as unknown as Given['loaded']);
      if (page === undefined) return { body: { ...beside(), data: [], nextCursor: null } };
      const { shown, next } = cut(page);
      const state = loaded as unknown as Given['loaded'];
      const nextCursor = next === undefined ? null : nextCursorOf(page.asked, next);
      const data = shown.map((row) => viewOf(row, { actor, loaded: state, locale }));
      return {
        body: { ...beside(), data, nextCursor },
        headers: nextCursor === null ? {} : { Link: nextLink(url, nextCursor) },
      };
    },
  });
  const operation: Operation = { ...built, kind: 'list' };
  if (csv === undefined) return operation;
  const source = {
    ...csv,
    params: built.params,
    query: built.query,
    listPermission: permission,
    permissions: [csv.permission, ...(permission === null ? [] : [permission]), ...(definition.asks ?? [])],
    required: definition.required ?? {},
    problems: built.problems,
    ...(facts && { facts }),
    load: (input: Input<Entries, Entries, undefined>, after: readonly CursorKey[] | undefined) =>
      planOf(input as Asked, { after }),
    view: (row: object, given: { actor: Actor; loaded: object; locale: Locale }) =>
      viewOf(row, given as Given),
  };
  return {
    ...operation,
    csv: { permission: csv.permission },
    handle: (incoming) => {
      const format = incoming.url.searchParams.get('format');
      return format === 'csv' || format === 'xlsx'
        ? fileExport(incoming, source, format)
        : operation.handle(incoming);
    },
  };
}

function nextLink(url: URL, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set('cursor', cursor);
  return `<${next.href}>; rel="next"`;
}
