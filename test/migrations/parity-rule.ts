import { getTableName, type SQL, type Table } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core/dialect';
import { getTableConfig } from 'drizzle-orm/sqlite-core/utils';
import type { DatabaseTable } from './database-schema.ts';

/** Tables that no file of packages/schema describes, with the reason. */
export const undescribedTables: Readonly<Record<string, string>> = {
  migrations: 'kept by migrate() itself',
  known_permissions: 'kept by seedPermissions() itself',
  must: 'a view that only takes preconditions',
  accounts_search: 'an index of words (FTS5), which drizzle cannot describe',
  accounts_search_config: 'kept by FTS5',
  accounts_search_data: 'kept by FTS5',
  accounts_search_docsize: 'kept by FTS5',
  accounts_search_idx: 'kept by FTS5',
  sqlite_sequence: 'kept by SQLite for AUTOINCREMENT',
};

/** Where the database and the described tables differ, one line each. */
export function parityFindings(database: readonly DatabaseTable[], described: Iterable<Table>): string[] {
  const tables = [...described] as SQLiteTable[];
  const names = new Set(tables.map(getTableName));
  const stray = database.filter(({ name }) => !names.has(name) && !(name in undescribedTables));
  const gone = Object.keys(undescribedTables).filter((name) =>
    database.every((table) => table.name !== name),
  );
  return [
    ...stray.map(({ name }) => `${name}: nobody owns it`),
    ...gone.map((name) => `${name}: is excused, and is not there`),
    ...tables.flatMap((table) => tableFindings(database, table)),
  ];
}

function tableFindings(database: readonly DatabaseTable[], table: SQLiteTable): string[] {
  const name = getTableName(table);
  const actual = database.find((candidate) => candidate.name === name);
  if (actual === undefined) return [`${name}: is not there`];
  const config = getTableConfig(table);
  return [
    ...differences(name, actual.columns.map(columnWords), config.columns.map(describedColumnWords)),
    ...differences(name, [`primary key ${actual.primaryKey}`], [`primary key ${describedKey(table)}`]),
    ...config.indexes.flatMap(({ config: index }) => {
      const found = actual.indexes.find((candidate) => candidate.name === index.name);
      const columns = index.columns.map((column) => (column as SQLiteColumn).name);
      const words = `index ${index.name} on ${columns}${index.unique ? ', unique' : ''}`;
      return differences(name, found ? [indexWords(found)] : [], [words]);
    }),
    ...config.columns.flatMap((column) => definitionFindings(name, actual.sql, column)),
  ];
}

/** What SQLite tells only in the words of the table: the expression of a generated column, AUTOINCREMENT. */
function definitionFindings(table: string, definition: string, column: SQLiteColumn): string[] {
  const wanted: string[] = [];
  if (column.generated) {
    const expression = new SQLiteSyncDialect().sqlToQuery(column.generated.as as SQL).sql;
    wanted.push(`${column.name} ${column.getSQLType().toUpperCase()} GENERATED ALWAYS AS (${expression})`);
  }
  if ('autoIncrement' in column && column.autoIncrement) {
    wanted.push(`${column.name} INTEGER PRIMARY KEY AUTOINCREMENT`);
  }
  return wanted.filter((words) => !definition.includes(words)).map((words) => `${table}: lacks ${words}`);
}

function describedKey(table: SQLiteTable): string {
  const { columns, primaryKeys } = getTableConfig(table);
  const key = primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
  return key.map(({ name }) => name).join();
}

function columnWords({ name, type, notNull, generated }: DatabaseTable['columns'][number]): string {
  return `${name} ${type}${notNull ? ' not null' : ''}${generated ? ` ${generated}` : ''}`;
}

function describedColumnWords(column: SQLiteColumn): string {
  const generated = column.generated ? (column.generated.mode ?? 'virtual') : undefined;
  return columnWords({
    name: column.name,
    type: column.getSQLType().toUpperCase(),
    notNull: column.notNull,
    generated,
  });
}

function indexWords({ name, columns, unique }: DatabaseTable['indexes'][number]): string {
  return `index ${name} on ${columns}${unique ? ', unique' : ''}`;
}

function differences(table: string, actual: readonly string[], described: readonly string[]): string[] {
  return [
    ...actual
      .filter((words) => !described.includes(words))
      .map((words) => `${table}: only the database has ${words}`),
    ...described
      .filter((words) => !actual.includes(words))
      .map((words) => `${table}: only the schema has ${words}`),
  ];
}
