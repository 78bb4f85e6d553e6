import type { Text } from '@keyline/kernel';
import type { ImportMapping } from '@keyline/schema';
import * as v from 'valibot';
import { convert } from './cells.ts';
import type { Finding } from './findings.ts';
import type { ImportKind } from './kind.ts';

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** The mapping as callers send it: JSON in a field of the form. */
export const mappingField = v.pipe(
  v.strictObject({
    columns: v.exactOptional(
      v.pipe(v.record(name, name), v.description('The column of the file that fills each field.')),
    ),
    values: v.exactOptional(
      v.pipe(
        v.record(
          name,
          v.record(v.pipe(v.string(), v.maxLength(200)), v.pipe(v.string(), v.maxLength(1_000))),
        ),
        v.description('What a value of the file means, field by field.'),
      ),
    ),
    defaults: v.exactOptional(
      v.pipe(
        v.record(name, v.union([v.pipe(v.string(), v.maxLength(1_000)), v.number(), v.boolean()])),
        v.description('What new records get where the file says nothing.'),
      ),
    ),
  }),
  v.metadata({
    examples: [{ columns: { name: '企业名称', creditCode: 'uscc' }, defaults: { kind: 'enterprise' } }],
  }),
);

/** A stored mapping and what one import says beside it: where both say something of a field, the import counts. */
export function joinedMapping(stored: ImportMapping = {}, own: ImportMapping = {}): ImportMapping {
  const joined = (part: keyof ImportMapping) => {
    const both = { ...stored[part], ...own[part] };
    return Object.keys(both).length > 0 && { [part]: both };
  };
  return { ...joined('columns'), ...joined('values'), ...joined('defaults') };
}

/** Fields that the mapping names and the kind does not have, as `part/field`. */
export function unknownFields(kind: ImportKind, mapping: ImportMapping): string[] {
  return (['columns', 'values', 'defaults'] as const).flatMap((part) =>
    Object.keys(mapping[part] ?? {})
      .filter((field) => !Object.hasOwn(kind.fields, field))
      .map((field) => `${part}/${field}`),
  );
}

/** Which cell of a row fills which field. */
export interface Placed {
  readonly places: ReadonlyMap<string, number>;
  /** Columns that fill nothing. */
  readonly ignored: readonly string[];
}

/** Why the columns of a file do not fit: a code of `file.*` and its values. */
export interface Misfit {
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Finds the column of each field: the one that the mapping names, else one whose heading is the field's name, its
 * label in either language, or another heading that it is known by.
 */
export function placeFields(
  kind: ImportKind,
  mapping: ImportMapping,
  columns: readonly string[],
): Placed | Misfit {
  const twice = columns.find((column, at) => column !== '' && columns.indexOf(column) !== at);
  if (twice !== undefined) return { code: 'file.column_twice', values: { column: twice } };
  const places = new Map<string, number>();
  for (const [field, column] of Object.entries(mapping.columns ?? {})) {
    const at = columns.indexOf(column.trim());
    if (at < 0) return { code: 'file.column_missing', values: { column } };
    places.set(field, at);
  }
  const taken = new Set(places.values());
  for (const [field, { label, headings = [] }] of Object.entries(kind.fields)) {
    if (places.has(field)) continue;
    const known = new Set([field, ...Object.values(label), ...headings].map(plain));
    const at = columns.findIndex((column, index) => !taken.has(index) && known.has(plain(column)));
    if (at < 0) continue;
    places.set(field, at);
    taken.add(at);
  }
  if (places.size === 0) {
    const list = columns.filter((column) => column !== '').join(', ');
    return { code: 'file.no_column_known', values: { kind: kind.label satisfies Text, columns: list } };
  }
  const inOrder = [...places].sort(([, one], [, other]) => one - other);
  return {
    places: new Map(inOrder),
    ignored: columns.filter((column, at) => column !== '' && !taken.has(at)),
  };
}

function plain(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

/** The values of a row by field, and what is wrong with its cells. A cell that is empty says nothing. */
export function valuesOf(
  kind: ImportKind,
  mapping: ImportMapping,
  { places }: Placed,
  cells: readonly string[],
): { readonly values: Record<string, unknown>; readonly findings: Omit<Finding, 'row'>[] } {
  const values: Record<string, unknown> = {};
  const findings: Omit<Finding, 'row'>[] = [];
  for (const [field, at] of places) {
    const text = cells[at] ?? '';
    const meant = mapping.values?.[field];
    const said = meant !== undefined && Object.hasOwn(meant, text) ? (meant[text] ?? '') : text;
    if (said === '') continue;
    const { cell } = kind.fields[field] ?? { cell: { type: 'text' } as const };
    const converted = convert(cell, said);
    if ('value' in converted) values[field] = converted.value;
    else findings.push({ severity: 'error', code: converted.code, pointer: `/${field}`, values: {} });
  }
  return { values, findings };
}

/** The defaults as values. A default that does not convert is left to the schema, which refuses it. */
export function defaultsOf(kind: ImportKind, mapping: ImportMapping): Record<string, unknown> {
  const entries = Object.entries(mapping.defaults ?? {}).map(([field, given]): [string, unknown] => {
    const cell = kind.fields[field]?.cell;
    if (cell === undefined || typeof given === 'boolean') return [field, given];
    const converted = convert(cell, String(given));
    return [field, 'value' in converted ? converted.value : given];
  });
  return Object.fromEntries(entries);
}
