import { type NativeConnection, type NativeStatement, onlyRow, prepareReader } from './native.ts';

/** Reads what the last INSERT, UPDATE or DELETE of a connection did, where the native library does not tell. */
export class RowCounts {
  readonly #connection: NativeConnection;
  #reader: NativeStatement | undefined;

  constructor(connection: NativeConnection) {
    this.#connection = connection;
  }

  read(): { changes: number; lastInsertRowid: bigint } {
    this.#reader ??= prepareReader(this.#connection, 'SELECT changes(), last_insert_rowid()');
    const [changes, lastInsertRowid] = onlyRow(this.#reader, []);
    return {
      changes: Number(changes),
      lastInsertRowid: typeof lastInsertRowid === 'bigint' ? lastInsertRowid : 0n,
    };
  }
}
