import type { Operation } from '@keyline/http';
import { coreOf, idPrefixOf, partsOf } from '../support/schema-parts.ts';

/** Query parameters of one request; a list stands for a parameter that is given many times. */
export type Variant = Readonly<Record<string, string | readonly string[]>>;

export type Depth = 'alone' | 'together';

/** Parameters that are no filters. */
const others = ['limit', 'cursor', 'sort', 'q', 'format'];

/** Parameters that a list has to be given, because they and not its path say whose rows it is to show. */
export function requiredOf({ query }: Operation): string[] {
  return Object.keys(query).filter((name) => query[name]?.type !== 'optional');
}

/** Those parameters, for what hangs on an account. */
export function subjectOf(operation: Operation, accountId: string): Variant {
  const known: Variant = { subjectType: 'account', subjectId: accountId };
  return Object.fromEntries(requiredOf(operation).map((name) => [name, known[name] ?? '']));
}

/** Words that about half of all names hold, that one in 25 holds, and that none does. */
const words = ['西安', '骊山', '西安宝鸡', '恒信 1'];

/**
 * Ways to ask a list. `alone`: nothing, every filter, every sort both ways, words to search for where the list
 * has a search. `together`: these, every value of each filter, every pair of filters, and each filter with
 * every sort and with words.
 */
export function variantsOf(
  operation: Operation,
  ids: Readonly<Record<string, readonly string[]>>,
  depth: Depth,
): readonly Variant[] {
  const { query } = operation;
  const apart = [...others, ...requiredOf(operation)];
  const values = Object.entries(query)
    .filter(([name]) => !apart.includes(name))
    .map(([name, schema]) => ({ name, values: valuesOf(name, partsOf(schema), ids) }));
  const first = values.map(({ name, values: [value = ''] }): Variant => ({ [name]: value }));
  const sorts = choicesOf(query).map((sort): Variant => ({ sort }));
  const searches = 'q' in query ? words.map((q): Variant => ({ q })) : [];
  const alone = [{}, ...first, ...sorts, ...searches];
  if (depth === 'alone') return alone;
  const further = values.flatMap(({ name, values: [, ...more] }) => more.map((value) => ({ [name]: value })));
  const pairs = first.flatMap((one, i) => first.slice(i + 1).map((other) => ({ ...one, ...other })));
  const led = [...sorts, ...searches.slice(0, 1)].flatMap((lead) =>
    first.map((one) => ({ ...lead, ...one })),
  );
  return [...alone, ...further, ...pairs, ...led];
}

/** Texts that some rows of every tenant have. */
const texts: Readonly<Record<string, string>> = {
  name: '赵敏',
  email: 'zhao.min@example.cn',
  key: 'account_manager',
  process: 'price.request',
  stage: 'drafting',
  number: 'T-20260302-1',
  endFrom: '2026-01-01',
  endTo: '2030-01-01',
};

function valuesOf(
  name: string,
  schema: ReturnType<typeof partsOf>,
  ids: Readonly<Record<string, readonly string[]>>,
): (string | readonly string[])[] {
  const item = coreOf(schema).item;
  const prefix = idPrefixOf(item ?? schema);
  const known = ids[name] ?? (prefix === undefined ? undefined : (ids[prefix] ?? []));
  if (known !== undefined) {
    return known.length > 1 ? [known[0] ?? '', known] : [...known];
  }
  const choices = coreOf(item ?? schema).options?.map(String) ?? [];
  if (choices.length > 0) return [...choices, choices.slice(0, 2)];
  const text = texts[name];
  if (text !== undefined) return [text];
  if (name.endsWith('From')) return ['2026-01-01T00:01:00Z'];
  if (name.endsWith('To')) return ['2026-01-01T00:05:00Z'];
  throw new Error(`no value known for the filter ${name}`);
}

function choicesOf(query: Operation['query']): readonly string[] {
  const sort = query.sort === undefined ? undefined : coreOf(partsOf(query.sort));
  return (sort?.options ?? []).map(String);
}

export function hasFilter(variant: Variant): boolean {
  return Object.keys(variant).some((name) => !others.includes(name));
}

/** The variant as the text of a query. */
export function searchOf(variant: Variant): string {
  const pairs = Object.entries(variant).flatMap(([name, given]) =>
    [given].flat().map((value): [string, string] => [name, value]),
  );
  return new URLSearchParams(pairs).toString();
}
