import { closeSync, fdatasync, openSync } from 'node:fs';
import { promisify } from 'node:util';
import { logNotDurable } from './errors.ts';
import { type NativeConnection, nativeRows } from './native.ts';
import { openDatabase } from './open-database.ts';

/** Puts all that was written to an open file on disk, where a power cut cannot reach it. Rejects when it cannot. */
export type SyncFile = (descriptor: number) => Promise<void>;

export const syncToDisk: SyncFile = promisify(fdatasync);

/**
 * Makes the commits of one database durable, however many with one sync of its write-ahead log, while SQLite itself
 * commits without any (`synchronous = NORMAL`). The README says why that is as safe as SQLite's own FULL.
 */
export class LogSync {
  readonly #sync: SyncFile;
  /** SQLite deletes the log with the last connection. While this one is open, the descriptor is that of the log. */
  readonly #keeper: NativeConnection;
  /**
   * Kept open from before the first write: Linux tells a lost write only to those who had the file open by then. The
   * database file itself must never be opened here, for closing it would drop SQLite's locks on it.
   */
  readonly #descriptor: number;
  #next: PromiseWithResolvers<void> | undefined;
  #isRunning = false;
  #failure: Error | undefined;

  /**
   * Empties a log that a crash left behind into the database file: it may hold commits of which a failed sync lost a
   * part, and nothing must build on those.
   *
   * @throws DamagedDatabaseError
   */
  constructor(databaseFile: string, sync: SyncFile) {
    this.#sync = sync;
    this.#keeper = openDatabase(databaseFile, 'full');
    nativeRows(this.#keeper, 'PRAGMA wal_checkpoint(TRUNCATE)');
    this.#descriptor = openSync(`${databaseFile}-wal`, 'r+');
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * After a sync has failed, nobody knows what of the log is on disk, and a later sync that succeeds proves nothing.
   *
   * @throws RequestError SQLITE_IOERR from the first failure on
   */
  assertIntact(): void {
    if (this.#failure) throw this.#failure;
  }

  /**
   * Resolves when everything that was committed before the call is on disk: by a sync that begins after the call,
   * together with all who call until it begins.
   *
   * @throws RequestError SQLITE_IOERR when it may not be on disk
   */
  async flush(): Promise<void> {
    this.assertIntact();
    this.#next ??= Promise.withResolvers();
    const { promise } = this.#next;
    if (!this.#isRunning) void this.#run();
    await promise;
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#keeper.close();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let served = this.#takeNext(); served; served = this.#takeNext()) {
      try {
        await this.#sync(this.#descriptor);
        served.resolve();
      } catch (error) {
        this.#failure = logNotDurable(error);
        served.reject(this.#failure);
        this.#takeNext()?.reject(this.#failure);
      }
    }
    this.#isRunning = false;
  }

  #takeNext(): PromiseWithResolvers<void> | undefined {
    const next = this.#next;
    this.#next = undefined;
    return next;
  }
}
