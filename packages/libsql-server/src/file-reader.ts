import { type NativeConnection, type NativeStatement, openNative, prepareReader } from './native.ts';
import { CONNECTION_KIB, noteNativeGarbage, STATEMENT_KIB } from './native-memory.ts';
import type { SqlValue } from './value.ts';

/**
 * Reads a database file beside the server that has it open: for tests, which look at all that lies in it again and
 * again, and at what no client may ask for. Integers come as bigint.
 */
export class FileReader {
  readonly #connection: NativeConnection;
  readonly #prepared = new Map<string, NativeStatement>();

  constructor(file: string) {
    this.#connection = openNative(file);
  }

  /** Another number than the last time when a change was committed meanwhile. */
  version(): number {
    return Number(this.rows('PRAGMA data_version')[0]?.[0]);
  }

  /** All rows of one statement, which is prepared once. */
  rows(sql: string): SqlValue[][] {
    const statement = this.#prepared.get(sql) ?? prepareReader(this.#connection, sql);
    this.#prepared.set(sql, statement);
    const rows: SqlValue[][] = [];
    const cursor = statement.iterate([]);
    for (let step = cursor.next(); !step.done; step = cursor.next()) rows.push(step.value);
    return rows;
  }

  close(): void {
    this.#connection.close();
    noteNativeGarbage(CONNECTION_KIB + this.#prepared.size * STATEMENT_KIB);
  }
}
