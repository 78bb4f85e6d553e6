import type { Connection } from './connection.ts';
import { tooManyTransactions } from './errors.ts';
import { MAX_CONNECTIONS, MAX_IDLE_CONNECTIONS } from './limits.ts';

/** The connections of one database: opening one costs about as much as twenty small reads, so they are kept. */
export class ConnectionPool {
  readonly #open: () => Connection;
  readonly #idle: Connection[] = [];
  #lentCount = 0;

  constructor(open: () => Connection) {
    this.#open = open;
  }

  /** @throws StatementError TRANSACTION_BUSY when too many are lent */
  lend(): Connection {
    if (this.#lentCount >= MAX_CONNECTIONS) throw tooManyTransactions();
    const connection = this.#idle.pop() ?? this.#open();
    this.#lentCount += 1;
    return connection;
  }

  /** Takes a connection back; an open transaction on it is undone. */
  takeBack(connection: Connection): void {
    this.#lentCount -= 1;
    let isReusable = false;
    try {
      isReusable = connection.recycle();
    } finally {
      if (isReusable && this.#idle.length < MAX_IDLE_CONNECTIONS) this.#idle.push(connection);
      else connection.close();
    }
  }

  /** Closes all idle connections, the last one after it has emptied the write-ahead log if that may be trusted. */
  close({ emptyLog }: { emptyLog: boolean }): void {
    const last = this.#idle.pop();
    if (!last) return;
    for (const connection of this.#idle.splice(0)) connection.close();
    if (emptyLog) last.checkpoint();
    last.close();
  }
}
