import type { ListShape } from '@keyline/auth';
import {
  type CursorKey,
  decodeCursor,
  encodeCursor,
  instantInput,
  ProblemError,
  refuseCommon,
} from '@keyline/kernel';
import type { RowShape } from '@keyline/store';
import * as v from 'valibot';
import { inputError } from './input-errors.ts';
import type { Entries, Schema } from './operation.ts';

/** What a list offers to its callers, beside its shape. */
export interface ListOffer {
  /** The operation, to which alone its cursors belong. */
  readonly id: string;
  /** Filters by name, each with the schema of one value (`any`) or of a bound. */
  readonly filters: Readonly<Record<string, Schema>>;
  /** Values of filters that hold where the request names none. */
  readonly presets?: Readonly<Record<string, unknown>>;
  readonly searchable: boolean;
  /** `-createdAt` */
  readonly defaultOrder: string;
  /** Another order where one of these filters is given. */
  readonly orderBy: Readonly<Record<string, string>>;
  /** Sorts that callers may ask for. */
  readonly sorts: readonly string[];
  /** Whether the whole list is there as a file. */
  readonly csv: boolean;
  /** What must be named, because it is no list without: the record whose rows these are. */
  readonly of?: Entries;
}

/** A page as it was asked for. */
export interface PageAsked {
  readonly limit: number;
  readonly sort: string;
  readonly descending: boolean;
  readonly q: string | undefined;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly after: readonly CursorKey[] | undefined;
  /** Marks the list a cursor belongs to. */
  readonly mark: string;
}

export const defaultLimit = 50;

/** The query parameters of a list: limit, cursor, sort, q and its filters. */
export function listEntries<S extends RowShape>(shape: ListShape<S>, offer: ListOffer): Entries {
  const orders = offer.sorts.flatMap((sort) => [sort, `-${sort}`]);
  const filters = Object.entries(offer.filters).map(([name, schema]): [string, Schema] => [
    name,
    v.optional(shape.filters[name]?.test === 'any' ? v.pipe(v.array(schema), v.maxLength(50)) : schema),
  ]);
  return {
    ...offer.of,
    limit: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^\d{1,4}$/, 'integer'),
        v.transform(Number),
        v.minValue(1),
        v.maxValue(200),
        v.metadata({ examples: ['50'] }),
        v.description('Rows per page, 1 to 200; 50 when absent.'),
      ),
    ),
    cursor: v.optional(
      v.pipe(v.string(), v.maxLength(1000), v.description('nextCursor of the page before.')),
    ),
    ...(orders.length > 0 && {
      sort: v.optional(v.pipe(v.picklist(orders), v.description(absentOrder(offer)))),
    }),
    ...(offer.searchable && {
      q: v.optional(
        v.pipe(
          v.string(),
          v.trim(),
          v.minLength(1),
          v.maxLength(100),
          v.metadata({ examples: ['大数据'] }),
          v.description('Words or parts of Chinese names; the newest first, so not together with sort.'),
        ),
      ),
    }),
    ...(offer.csv && {
      format: v.optional(
        v.pipe(
          v.picklist(['json', 'csv', 'xlsx']),
          v.description('csv and xlsx are the whole list as a file: limit and cursor are not for it.'),
        ),
      ),
    }),
    ...Object.fromEntries(filters),
  };
}

/** Which order it is where none is asked for. */
function absentOrder({ defaultOrder, orderBy }: ListOffer): string {
  const others = Object.entries(orderBy).map(([name, order]) => `, ${order} with ${name}`);
  return `${defaultOrder} when absent${others.join('')}.`;
}

/** Query parameters that are no filters. */
const noFilters = ['limit', 'cursor', 'sort', 'q', 'format'];

/** Reads a parsed query as a page; 400 for a cursor of another list and for q with sort. */
export function pageAsked(
  query: Readonly<Record<string, unknown>>,
  offer: ListOffer,
  parent: string | null,
): PageAsked {
  const q = typeof query.q === 'string' ? query.q : undefined;
  if (q !== undefined && query.sort !== undefined) throw invalid('/query/sort');
  const apart = [...noFilters, ...Object.keys(offer.of ?? {})];
  const named = Object.entries(query).filter(([name, v]) => v !== undefined && !apart.includes(name));
  const [orderBy = offer.defaultOrder] = named.flatMap(([name]) => offer.orderBy[name] ?? []);
  const order = typeof query.sort === 'string' ? query.sort : orderBy;
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  const mark = JSON.stringify([offer.id, parent, q ?? null, order, named]);
  const after = typeof query.cursor === 'string' ? decodeCursor(mark, query.cursor, 2) : undefined;
  if (query.cursor !== undefined && after === undefined) throw invalid('/query/cursor');
  return {
    limit: typeof query.limit === 'number' ? query.limit : defaultLimit,
    sort: order.replace(/^-/, ''),
    descending: order.startsWith('-'),
    q,
    filters: { ...offer.presets, ...Object.fromEntries(named) },
    after,
    mark,
  };
}

function invalid(pointer: string): ProblemError {
  return new ProblemError(refuseCommon('request.invalid', { errors: [inputError(pointer, 'invalid')] }));
}

export function nextCursorOf(asked: PageAsked, keys: readonly CursorKey[]): string {
  return encodeCursor(asked.mark, keys);
}

/** Both bounds of a time range: `<name>From` is included, `<name>To` is not. */
export const instantBound = v.pipe(instantInput, v.description('RFC 3339; from is included, to is not.'));
