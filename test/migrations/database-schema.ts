import type { TestDatabase } from '@keyline/testkit';

export interface DatabaseColumn {
  readonly name: string;
  /** As declared: `TEXT`, `INTEGER` ... */
  readonly type: string;
  readonly notNull: boolean;
  readonly generated: 'virtual' | 'stored' | undefined;
}

export interface DatabaseIndex {
  readonly name: string;
  /** How it came to be: `CREATE INDEX`, a UNIQUE in the table, or its primary key. */
  readonly origin: 'index' | 'unique' | 'primary key';
  readonly unique: boolean;
  /** In their order; null for an expression. */
  readonly columns: readonly (string | null)[];
}

export interface DatabaseForeignKey {
  readonly table: string;
  readonly columns: readonly { readonly from: string; readonly to: string | null }[];
}

export interface DatabaseTable {
  readonly name: string;
  readonly type: 'table' | 'view' | 'virtual' | 'shadow';
  readonly strict: boolean;
  readonly withoutRowid: boolean;
  readonly columns: readonly DatabaseColumn[];
  readonly primaryKey: readonly string[];
  readonly indexes: readonly DatabaseIndex[];
  readonly foreignKeys: readonly DatabaseForeignKey[];
  /** The statement that made it; empty for tables that SQLite made by itself. */
  readonly sql: string;
}

/** What a database really is, by SQLite's own account. Without the tables of the schema itself. */
export async function readDatabaseSchema(database: TestDatabase): Promise<readonly DatabaseTable[]> {
  const rows = await database.execute(
    `SELECT l.name, l.type, l.strict, l.wr, s.sql FROM pragma_table_list l LEFT JOIN sqlite_schema s ON s.name = l.name
     WHERE l.schema = 'main' AND l.name <> 'sqlite_schema' ORDER BY l.name`,
  );
  return Promise.all(rows.map((row) => readTable(database, row)));
}

type Row = Readonly<Record<string, unknown>>;

async function readTable(database: TestDatabase, row: Row): Promise<DatabaseTable> {
  const name = String(row.name);
  const columns = await database.execute('SELECT * FROM pragma_table_xinfo(?) ORDER BY cid', [name]);
  const keys = columns.filter(({ pk }) => Number(pk) > 0).toSorted((a, b) => Number(a.pk) - Number(b.pk));
  return {
    name,
    type: row.type as DatabaseTable['type'],
    strict: row.strict === 1,
    withoutRowid: row.wr === 1,
    columns: columns.map((column) => columnOf(column, keys)),
    primaryKey: keys.map((key) => String(key.name)),
    indexes: await readIndexes(database, name),
    foreignKeys: await readForeignKeys(database, name),
    sql: String(row.sql ?? ''),
  };
}

/** A lone INTEGER PRIMARY KEY is the row number, and never null though nobody says so. */
function columnOf(column: Row, keys: readonly Row[]): DatabaseColumn {
  const isRowNumber = keys.length === 1 && Number(column.pk) > 0 && column.type === 'INTEGER';
  return {
    name: String(column.name),
    type: String(column.type),
    notNull: column.notnull === 1 || isRowNumber,
    generated: column.hidden === 2 ? 'virtual' : column.hidden === 3 ? 'stored' : undefined,
  };
}

const origins: Readonly<Record<string, DatabaseIndex['origin']>> = {
  c: 'index',
  u: 'unique',
  pk: 'primary key',
};

async function readIndexes(database: TestDatabase, table: string): Promise<readonly DatabaseIndex[]> {
  const rows = await database.execute(
    `SELECT l.name, l.origin, l."unique", json_group_array(x.name ORDER BY x.seqno) AS columns
     FROM pragma_index_list(?) l JOIN pragma_index_xinfo(l.name) x ON x.key = 1 GROUP BY l.name ORDER BY l.name`,
    [table],
  );
  return rows.map((row) => ({
    name: String(row.name),
    origin: origins[String(row.origin)] ?? 'index',
    unique: row.unique === 1,
    columns: JSON.parse(String(row.columns)) as (string | null)[],
  }));
}

async function readForeignKeys(
  database: TestDatabase,
  table: string,
): Promise<readonly DatabaseForeignKey[]> {
  const rows = await database.execute('SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq', [table]);
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((parts) => ({
    table: String(parts[0]?.table),
    columns: parts.map(({ from, to }) => ({ from: String(from), to: to === null ? null : String(to) })),
  }));
}
