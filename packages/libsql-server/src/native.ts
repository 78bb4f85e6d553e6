import Database from 'libsql';
import type { SqlValue } from './value.ts';

/** The part of a native prepared statement that this package uses, with exact types. */
export interface NativeStatement {
  readonly reader: boolean;
  /** Only for readers: on any other statement the library throws. */
  raw(on: boolean): unknown;
  safeIntegers(on: boolean): unknown;
  run(values: readonly SqlValue[]): { changes: number; lastInsertRowid: number };
  iterate(values: readonly SqlValue[]): Iterator<SqlValue[], undefined>;
  columns(): { name: string; type: string | null }[];
}

export interface NativeConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): NativeStatement;
  exec(sql: string): void;
  /** Ends the running statements of this connection at their next step. */
  interrupt(): void;
  close(): void;
}

/**
 * Opens a file, which is made when missing. No busy timeout: it would block the event loop in which the holder of
 * the lock waits for its own next request.
 */
export function openNative(file: string): NativeConnection {
  const connection: unknown = new Database(file, { timeout: 0 });
  return connection as NativeConnection;
}

/** All rows of one statement, without parameters. */
export function nativeRows(connection: NativeConnection, sql: string): SqlValue[][] {
  const statement = prepareReader(connection, sql);
  const rows: SqlValue[][] = [];
  const cursor = statement.iterate([]);
  for (let step = cursor.next(); !step.done; step = cursor.next()) rows.push(step.value);
  return rows;
}

/** Prepares a statement of this package's own that answers with rows; integers come as bigint. */
export function prepareReader(connection: NativeConnection, sql: string): NativeStatement {
  const statement = connection.prepare(sql);
  statement.raw(true);
  statement.safeIntegers(true);
  return statement;
}

/** The only row of a reader, run to its end. */
export function onlyRow(reader: NativeStatement, values: readonly SqlValue[]): SqlValue[] {
  const cursor = reader.iterate(values);
  const first = cursor.next();
  if (first.done) throw new Error('The statement gave no row');
  cursor.next();
  return first.value;
}
