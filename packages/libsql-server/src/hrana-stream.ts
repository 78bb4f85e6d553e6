import type { Connection } from './connection.ts';
import type { ConnectionPool } from './connection-pool.ts';
import { ProtocolError } from './errors.ts';
import type { SqlAnalysis } from './sql-analysis.ts';
import { StoredSqls } from './stored-sqls.ts';
import type { LockHolder, WriteLock } from './write-lock.ts';

/** What the streams of one database share. */
export interface StreamResources {
  pool: ConnectionPool;
  writeLock: WriteLock;
  analysis: SqlAnalysis;
  now: () => number;
  transactionTimeoutMs: number;
}

/** One client's conversation with a database: its connection, its transaction and the SQL texts it stored. */
export class HranaStream implements LockHolder {
  readonly resources: StreamResources;
  readonly storedSqls = new StoredSqls();
  /** The transaction was taken back by a waiting writer, and the client has not ended it yet. */
  hasLostTransaction = false;
  #connection: Connection | undefined;
  #hasEndedWrite = false;
  #isClosed = false;

  constructor(resources: StreamResources) {
    this.resources = resources;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Lent at its first use, so that a stream which waits for its turn to write holds none. */
  get connection(): Connection {
    this.assertOpen();
    this.#connection ??= this.resources.pool.lend();
    return this.#connection;
  }

  get inTransaction(): boolean {
    return this.#connection?.inTransaction ?? false;
  }

  /** @throws ProtocolError after `close` */
  assertOpen(): void {
    if (this.#isClosed) throw new ProtocolError('Stream for this baton was closed');
  }

  /** Gives the write lock on, if it is held: what was written is committed, or undone. */
  endWrite(): void {
    if (!this.resources.writeLock.isHeldBy(this)) return;
    this.#hasEndedWrite = true;
    this.resources.writeLock.release(this);
  }

  /** Whether a write has ended since the last call, so that its client must not hear of it before it is durable. */
  takeEndedWrite(): boolean {
    const hasEndedWrite = this.#hasEndedWrite;
    this.#hasEndedWrite = false;
    return hasEndedWrite;
  }

  loseTransaction(): void {
    this.hasLostTransaction = this.inTransaction;
    this.#connection?.rollback();
  }

  /** Rolls back and gives everything back; nothing happens the second time. */
  close(): void {
    this.#isClosed = true;
    const connection = this.#connection;
    this.#connection = undefined;
    try {
      if (connection) this.resources.pool.takeBack(connection);
    } finally {
      this.resources.writeLock.release(this);
    }
  }
}
