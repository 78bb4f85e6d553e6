import type { TestDatabase } from './database.ts';

/** A row as it lies in the database: bytes in hexadecimal digits, whole numbers beyond 2^53 in decimal ones. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

/** All rows of all tables, by table in the order in which the migrations made them. */
export type Contents = ReadonlyMap<string, readonly StoredRow[]>;

/**
 * Looks at everything that lies in the database, past the store: also what no part of the program would read,
 * such as the pages of a search index. Virtual tables are seen by the tables they keep. Tables that have not changed
 * since the last look are the same lists of the same rows.
 */
export async function contentsOf(database: TestDatabase): Promise<Contents> {
  return database.contents();
}

/** The rows of one tenant, of the tables that name one. */
export function rowsOfTenant(contents: Contents, tenantId: string): Contents {
  const own = [...contents].map(([name, rows]) => [name, ownRows(rows, tenantId)] as const);
  return new Map(own.filter(([, rows]) => rows.length > 0));
}

type Rows = readonly StoredRow[];

/** A table that has not changed has the same rows of a tenant, the same list of them. */
const ownBefore = new WeakMap<Rows, Map<string, Rows>>();

function ownRows(rows: Rows, tenantId: string): Rows {
  const known = ownBefore.get(rows) ?? new Map<string, Rows>();
  const own = known.get(tenantId) ?? rows.filter((row) => row.tenant_id === tenantId);
  ownBefore.set(rows, known.set(tenantId, own));
  return own;
}

/** Tables that no request is asked to write: they note that it came. */
const notes: ReadonlySet<string> = new Set(['api_key_uses']);

/**
 * What was written between two looks, a sentence for each of a table's first rows: nothing when nothing was. That a
 * key was used is no change.
 */
export function changesBetween(before: Contents, after: Contents): string[] {
  const tables = new Set([...before.keys(), ...after.keys()]);
  const compared = [...tables].filter((name) => !notes.has(name) && before.get(name) !== after.get(name));
  return compared.flatMap((name) => {
    const [last, next] = differing(before.get(name) ?? [], after.get(name) ?? []);
    return [...told(`${name} lost`, without(last, next)), ...told(`${name} gained`, without(next, last))];
  });
}

/** The rows of each list as text, without those that are in both as the same object. */
function differing(before: Rows, after: Rows): [string[], string[]] {
  const [last, next] = [new Set(before), new Set(after)];
  const textsOf = (rows: ReadonlySet<StoredRow>) => [...rows].map((row) => JSON.stringify(row));
  return [textsOf(last.difference(next)), textsOf(next.difference(last))];
}

const mostTold = 3;

function told(what: string, rows: readonly string[]): string[] {
  const more = rows.length - mostTold;
  const first = rows.slice(0, mostTold).map((row) => `${what} ${row}`);
  return more > 0 ? [...first, `${what} ${more} more`] : first;
}

/** What is in the first list and not in the second, counting doubles. */
function without(list: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const row of other) left.set(row, (left.get(row) ?? 0) + 1);
  return list.filter((row) => {
    const count = left.get(row) ?? 0;
    left.set(row, count - 1);
    return count <= 0;
  });
}
