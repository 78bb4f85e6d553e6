import { type SyncFile, syncToDisk } from './log-sync.ts';

/** What a finished statement cost, as SQLite counted it for this one run. */
export interface StatementCost {
  /** Virtual machine operations: the measure of work, free of clocks. */
  steps: number;
  /** Sorts that no index could spare. */
  sorts: number;
  /** Rows put into indexes that SQLite had to build for this run only. */
  autoindexes: number;
  /** Forward steps of full table scans. */
  fullScanSteps: number;
}

export interface LibsqlServerOptions {
  /**
   * Folder in which databases live. The URL path names the database: `/` is `main.db`, `/<name>/` is `<name>.db`
   * (`[a-z0-9_-]`, 1 to 64 characters).
   */
  directory: string;
  /** What an acknowledged commit survives: `full` power loss, `normal` and `off` a crash of the process. Default `full`. */
  synchronous?: 'full' | 'normal' | 'off';
  /** How `full` puts the write-ahead log on disk, told its descriptor. Default `fdatasync`, off the event loop. */
  syncFile?: SyncFile;
  /** Whether a database that does not exist yet is made at its first use. Default true. */
  create?: boolean;
  /** Bearer token that every request must carry. Without it the server asks for none. */
  authToken?: string;
  /** Idle time in ms after which a stream is closed and rolled back. Default 10,000, as on sqld. */
  idleTimeoutMs?: number;
  /** Age in ms from which a waiting writer takes the write lock from a transaction. Default 5,000, as on sqld. */
  transactionTimeoutMs?: number;
  /** Milliseconds of any steady clock, read for both timeouts. Default `Date.now`. */
  now?: () => number;
  /**
   * Told of every statement that succeeded, except BEGIN, COMMIT and the like: at once, without its cost; where
   * `measures` says so, with it, at the latest when its stream ends. Costs nothing when absent.
   */
  onStatement?: (sql: string, database: string, cost: StatementCost | undefined) => void;
  /** Databases whose statements are measured, by name; asked when one is opened. Default none. */
  measures?: (database: string) => boolean;
}

export interface ServerSettings {
  directory: string;
  synchronous: 'full' | 'normal' | 'off';
  syncFile: SyncFile;
  create: boolean;
  authToken: string | undefined;
  idleTimeoutMs: number;
  transactionTimeoutMs: number;
  now: () => number;
  onStatement: NonNullable<LibsqlServerOptions['onStatement']> | undefined;
  measures: (database: string) => boolean;
}

export function settingsFrom(options: LibsqlServerOptions): ServerSettings {
  return {
    directory: options.directory,
    synchronous: options.synchronous ?? 'full',
    syncFile: options.syncFile ?? syncToDisk,
    create: options.create ?? true,
    authToken: options.authToken,
    idleTimeoutMs: options.idleTimeoutMs ?? 10_000,
    transactionTimeoutMs: options.transactionTimeoutMs ?? 5_000,
    now: options.now ?? Date.now,
    onStatement: options.onStatement,
    measures: options.measures ?? (() => false),
  };
}
