import type { StoredRow } from '@keyline/testkit';
import { searchQuery } from '@keyline/worker-accounts/domain/search-terms';
import type { ListModel } from './list-model.ts';

/** A list as somebody asks it. Bounds are in milliseconds. */
export interface ModelAsked {
  readonly parentId?: string;
  readonly filters: Readonly<Record<string, readonly string[] | number>>;
  readonly sort?: string;
  readonly q?: string;
}

/** The rows of one tenant that the list shows to who sees these, in their order. */
export function expectedRows(
  model: ListModel,
  rows: readonly StoredRow[],
  { parentId, filters, sort, q }: ModelAsked,
  isVisible: (row: StoredRow) => boolean = () => true,
): readonly StoredRow[] {
  const asked = Object.entries({ ...model.presets, ...filters });
  const shown = rows
    .filter((row) => model.parent === undefined || row[model.parent] === parentId)
    .filter((row) => model.isHidden?.(row) !== true && isVisible(row))
    .filter((row) => asked.every(([name, given]) => passes(model, name, row, given)))
    .filter((row) => q === undefined || isFound(String(row.search_text), q));
  if (q !== undefined) return shown.toSorted((a, b) => Number(b.rid) - Number(a.rid));
  const order = sort ?? model.defaultSort;
  const column = model.sorts[order.replace('-', '')] ?? '';
  const ascending = shown.toSorted(
    (a, b) => compare(a[column], b[column]) || compare(a[model.id], b[model.id]),
  );
  return order.startsWith('-') ? ascending.toReversed() : ascending;
}

function passes(model: ListModel, name: string, row: StoredRow, given: readonly string[] | number): boolean {
  const filter = model.filters[name];
  const value = row[filter?.column ?? ''];
  if (typeof given !== 'number') return given.includes(String(value));
  return filter?.test === 'from' ? Number(value) >= given : Number(value) < given;
}

/** Every word begins a word of the text; Chinese stands anywhere in it. */
function isFound(text: string, q: string): boolean {
  return searchQuery(q)?.terms.every((term) => ` ${text}`.includes(term)) === true;
}

/** NULL before numbers; text by its bytes, as SQLite has it. */
function compare(a: string | number | null | undefined, b: typeof a): number {
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return Number(a ?? -1) - Number(b ?? -1);
}
