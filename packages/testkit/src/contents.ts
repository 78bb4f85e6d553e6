import { createClient, type Row } from '@libsql/client/http';
import type { TestDatabase } from './database.ts';
import { unrecorded } from './recorder.ts';

/** A row as it lies in the database: bytes in hexadecimal digits, whole numbers beyond 2^53 in decimal ones. */
export type StoredRow = Readonly<Record<string, string | number | null>>;

/** All rows of all tables, by table in the order in which the migrations made them. */
export type Contents = ReadonlyMap<string, readonly StoredRow[]>;

/**
 * Looks at everything that lies in the database, past the store: also what no part of the program would read,
 * such as the pages of a search index. Virtual tables are seen by the tables they keep.
 */
export async function contentsOf(database: TestDatabase): Promise<Contents> {
  const listed = await database.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY rowid",
  );
  const names = listed.map((row) => String(row.name));
  const { url, fetch } = database.config;
  const client = createClient({ url, fetch, intMode: 'bigint' });
  const ordinary = names.filter((name) => !large.has(name));
  const answers = [ordinary, ...names.filter((name) => large.has(name)).map((name) => [name])].map(
    async (together) => {
      const selects = together.map((name) => unrecorded(`SELECT * FROM "${name}"`));
      const results = await client.batch(selects, 'read');
      return together.map((name, index) => [name, (results[index]?.rows ?? []).map(storedRow)] as const);
    },
  );
  const found = new Map((await Promise.all(answers)).flat());
  return new Map(names.map((name) => [name, found.get(name) ?? []]));
}

/** Tables that are asked for by themselves: together they are more than one answer of the database may hold. */
const large: ReadonlySet<string> = new Set(['events', 'idempotency', 'processes', 'tasks']);

/**
 * Puts rows that were looked at before into the same tables of another database, leaving out those it has, and
 * what a search index keeps. Foreign keys are checked when all rows are there, since tables name each other.
 */
export async function putContents(database: TestDatabase, contents: Contents): Promise<void> {
  const listed = await database.execute('PRAGMA table_list');
  const ordinary = new Set(listed.filter(({ type }) => type === 'table').map(({ name }) => name));
  const filled = [...contents].filter(([name, rows]) => rows.length > 0 && ordinary.has(name));
  const asked = filled.map(([name]) => unrecorded(`PRAGMA table_info("${name}")`));
  const described = await database.client().batch(asked, 'read');
  const inserts = filled.map(([name, rows], index) => {
    const columns = (described[index]?.rows ?? []).map((column) => String(column.name));
    const values = columns.map((_, place) => `json_extract(j.value, '$[${place}]')`);
    const list = columns.map((column) => `"${column}"`);
    const sql = `INSERT OR IGNORE INTO "${name}" (${list}) SELECT ${values} FROM json_each(?) j`;
    const given = rows.map((row) => columns.map((column) => row[column]));
    return { sql: unrecorded(sql), args: [JSON.stringify(given)] };
  });
  const later = unrecorded('PRAGMA defer_foreign_keys = ON');
  await database.client().batch([later, ...inserts], 'write');
}

/** The rows of one tenant, of the tables that name one. */
export function rowsOfTenant(contents: Contents, tenantId: string): Contents {
  const own = [...contents].map(
    ([name, rows]) => [name, rows.filter((row) => row.tenant_id === tenantId)] as const,
  );
  return new Map(own.filter(([, rows]) => rows.length > 0));
}

/** Tables that no request is asked to write: they note that it came. */
const notes: ReadonlySet<string> = new Set(['api_key_uses']);

/**
 * What was written between two looks, a sentence for each of a table's first rows: nothing when nothing was. That a
 * key was used is no change.
 */
export function changesBetween(before: Contents, after: Contents): string[] {
  const tables = new Set([...before.keys(), ...after.keys()]);
  const compared = [...tables].filter((name) => !notes.has(name));
  return compared.flatMap((name) => {
    const last = (before.get(name) ?? []).map((row) => JSON.stringify(row));
    const next = (after.get(name) ?? []).map((row) => JSON.stringify(row));
    return [...told(`${name} lost`, without(last, next)), ...told(`${name} gained`, without(next, last))];
  });
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

function storedRow(row: Row): StoredRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, storedValue(value)]));
}

function storedValue(value: Row[string]): string | number | null {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('hex');
  if (typeof value !== 'bigint') return value ?? null;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
