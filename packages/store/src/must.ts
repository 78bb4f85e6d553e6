import { type SQL, sql } from 'drizzle-orm';
import { statement } from './statement.ts';

/**
 * A rule over other records that must hold at the moment of the commit. `condition` is a scalar SQL
 * expression: anything but 1 (also no row, NULL) makes the whole batch fail. Writes nothing.
 */
export function must<const Name extends string>(values: readonly Name[], condition: SQL) {
  return statement({ values, sql: sql`INSERT INTO must SELECT (${condition})` });
}
