import { Connection } from './connection.ts';
import { ConnectionPool } from './connection-pool.ts';
import { decodePipeline } from './decode-pipeline.ts';
import { RequestError } from './errors.ts';
import { LogSync } from './log-sync.ts';
import { assertIntact, openDatabase } from './open-database.ts';
import type { ServerSettings } from './options.ts';
import { runPipeline, type WireStreamResult } from './run-pipeline.ts';
import { SchemaVersion } from './schema-version.ts';
import { writeSnapshot } from './snapshot.ts';
import { SqlAnalysis } from './sql-analysis.ts';
import { CostMeter } from './statement-cost.ts';
import { type RunningStream, StreamTable } from './stream-table.ts';
import { runTurn } from './turn.ts';
import { WriteLock } from './write-lock.ts';

interface PipelineResponse {
  baton: string | null;
  base_url: null;
  results: WireStreamResult[];
}

/** What a database has done since it was opened: what a hosted one would put on the bill. */
export interface Counts {
  /** Pipelines: each is a round trip of somebody. */
  readonly pipelines: number;
  /** Statements that succeeded, BEGIN, COMMIT and the like aside. */
  readonly statements: number;
  /** Rows inserted, updated and deleted, those of triggers and search indexes among them. */
  readonly rowsWritten: number;
}

/** One open database file with everything that its streams share. */
export class Database {
  readonly file: string;
  readonly #name: string;
  readonly #settings: ServerSettings;
  readonly #schema = new SchemaVersion();
  readonly #pool: ConnectionPool;
  readonly #streams: StreamTable;
  /** Only with `synchronous: 'full'`. */
  readonly #log: LogSync | undefined;
  readonly #running = new Set<Promise<unknown>>();
  readonly #counts = { pipelines: 0, statements: 0, rowsWritten: 0 };
  #isClosing = false;

  /** @throws DamagedDatabaseError */
  constructor(name: string, file: string, settings: ServerSettings) {
    this.file = file;
    this.#name = name;
    this.#settings = settings;
    this.#pool = new ConnectionPool(() => this.#connect());
    const { now, transactionTimeoutMs } = settings;
    this.#streams = new StreamTable(
      {
        pool: this.#pool,
        writeLock: new WriteLock({ now, transactionTimeoutMs }),
        analysis: new SqlAnalysis(),
        now,
        transactionTimeoutMs,
      },
      settings.idleTimeoutMs,
    );
    this.#pool.takeBack(this.#pool.lend());
    if (settings.synchronous === 'full') this.#log = new LogSync(file, settings.syncFile);
  }

  /** Answers the body of a pipeline request. @throws RequestError */
  pipeline(body: string, signal: AbortSignal | undefined): Promise<PipelineResponse> {
    return this.#track(() => this.#runPipeline(body, signal));
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  /** Copies the present state into a file; readers and writers go on meanwhile. */
  snapshot(file: string): Promise<void> {
    return this.#track(() => writeSnapshot(this.file, file));
  }

  /** Reads the whole file. @throws DamagedDatabaseError at the first fault */
  verify(): void {
    const connection = openDatabase(this.file, this.#settings.synchronous);
    try {
      assertIntact(this.file, connection);
    } finally {
      connection.close();
    }
  }

  /** Rolls back what is idle, waits for what runs, and moves the write-ahead log into the file if that is kept. */
  async close({ keepsFile }: { keepsFile: boolean }): Promise<void> {
    this.#isClosing = true;
    this.#streams.closeParked();
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
    this.#streams.closeParked();
    this.#pool.close({ emptyLog: keepsFile && !this.#log?.hasFailed });
    this.#log?.close();
  }

  async #runPipeline(body: string, signal: AbortSignal | undefined): Promise<PipelineResponse> {
    this.#log?.assertIntact();
    this.#counts.pipelines += 1;
    const { baton, requests } = decodePipeline(body);
    const running = this.#streams.take(baton);
    try {
      const results = await runTurn(runPipeline(running.stream, requests), signal);
      if (running.stream.takeEndedWrite()) await this.#log?.flush();
      signal?.throwIfAborted();
      return { baton: this.#park(running), base_url: null, results };
    } catch (error) {
      this.#streams.discard(running);
      throw error;
    }
  }

  /** A stream that would stay open while the database closes loses its transaction now, not after its timeout. */
  #park(running: RunningStream): string | null {
    if (this.#isClosing) running.stream.close();
    return this.#streams.park(running);
  }

  async #track<Result>(start: () => Promise<Result>): Promise<Result> {
    if (this.#isClosing) throw new RequestError(503, 'DATABASE_CLOSING', 'The database is being closed');
    const work = start();
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }

  #connect(): Connection {
    const native = openDatabase(this.file, this.#settings.synchronous);
    const { onStatement, measures } = this.#settings;
    const name = this.#name;
    const onWritten = (rows: number) => {
      this.#counts.rowsWritten += rows;
    };
    const isMeasured = onStatement !== undefined && measures(name);
    const onRun = (sql: string) => {
      this.#counts.statements += 1;
      if (!isMeasured) onStatement?.(sql, name, undefined);
    };
    if (!isMeasured) return new Connection(native, this.#schema, { onRun, onWritten });
    const meter = new CostMeter(native, (sql, cost) => onStatement(sql, name, cost));
    return new Connection(native, this.#schema, { onRun, onWritten, meter });
  }
}
