import { type Column, getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { type Bound, type Statement, statement, type Value, value } from './statement.ts';

type Row = Readonly<Record<string, unknown>>;

const cache = new Map<string, Statement<string, unknown>>();

/** The statement of this key, built the first time it is asked for. */
export function once(key: string, make: () => Statement<string, unknown>): Statement<string, unknown> {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

export function columnOf(table: SQLiteTable, name: string): Column {
  const column = getTableColumns(table)[name];
  if (column === undefined) throw new Error(`${getTableName(table)} has no column ${name}`);
  return column;
}

function toDriver(table: SQLiteTable, row: Row, prefix = ''): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(row).map(([name, given]) => [
      prefix + name,
      given === null || given === undefined ? null : (columnOf(table, name).mapToDriverValue(given) as Value),
    ]),
  );
}

/** Inserts one row of a tenant table; the tenant comes from the store. */
export function insert<T extends SQLiteTable>(table: T, row: Omit<T['$inferInsert'], 'tenantId'>): Bound {
  const names = Object.keys(row)
    .filter((n) => n !== 'tenantId')
    .sort();
  const list = sql.join(
    ['tenant_id', ...names.map((n) => columnOf(table, n).name)].map((n) => sql.identifier(n)),
    sql`, `,
  );
  const places = sql.join([value('tenant'), ...names.map((n) => value(n))], sql`, `);
  const built = once(`insert ${getTableName(table)} ${names.join()}`, () =>
    statement({ values: names, sql: sql`INSERT INTO ${table} (${list}) VALUES (${places})` }),
  );
  return built.bind(toDriver(table, Object.fromEntries(names.map((n) => [n, (row as Row)[n]]))));
}

/** Sets fields of the one row that `where` names (all its fields equal). Hits nothing when a guard fails. */
export function update<T extends SQLiteTable>(table: T, where: Row, patch: Row): Bound {
  const setNames = Object.keys(patch).sort();
  const whereNames = Object.keys(where).sort();
  const built = once(`update ${getTableName(table)} ${setNames.join()} where ${whereNames.join()}`, () => {
    const set = setNames.map((n) => sql`${sql.identifier(columnOf(table, n).name)} = ${value(n)}`);
    const guards = whereNames.map(
      (n) => sql`${sql.identifier(columnOf(table, n).name)} = ${value(`where_${n}`)}`,
    );
    return statement({
      values: [...setNames, ...whereNames.map((n) => `where_${n}`)],
      sql: sql`UPDATE ${table} SET ${sql.join(set, sql`, `)} WHERE ${sql.identifier('tenant_id')} = ${value('tenant')} AND ${sql.join(guards, sql` AND `)}`,
    });
  });
  return built.bind({ ...toDriver(table, patch), ...toDriver(table, where, 'where_') });
}
