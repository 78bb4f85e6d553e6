import { type NativeConnection, type NativeStatement, onlyRow, prepareReader } from './native.ts';

/** Reads what the last INSERT, UPDATE or DELETE of a connection did, where the native library does not tell. */
export class RowCounts {
  readonly #connection: NativeConnection;
  #reader: NativeStatement | undefined;
  #totalReader: NativeStatement | undefined;

  constructor(connection: NativeConnection) {
    this.#connection = connection;
  }

  /** Rows that the connection has inserted, updated and deleted since it was opened, those of triggers among them. */
  total(): number {
    this.#totalReader ??= prepareReader(this.#connection, 'SELECT total_changes()');
    return Number(onlyRow(this.#totalReader, [])[0]);
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
