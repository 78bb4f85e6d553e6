import { MAX_METERED_STATEMENTS, MAX_PREPARED_STATEMENTS, MAX_REMEMBERED_TEXT } from './limits.ts';
import { LruCache } from './lru-cache.ts';
import { type NativeConnection, nativeRows } from './native.ts';
import { CONNECTION_KIB, noteNativeGarbage, STATEMENT_KIB } from './native-memory.ts';
import { PreparedStatement, type StatementOutcome } from './prepared-statement.ts';
import type { ResultBudget } from './result-budget.ts';
import { RowCounts } from './row-counts.ts';
import type { SchemaVersion } from './schema-version.ts';
import type { SqlStatement } from './sql-analysis.ts';
import { isBusy, preparationError } from './sqlite-error.ts';
import type { CostMeter } from './statement-cost.ts';
import type { SqlValue } from './value.ts';

const NO_ROWS: StatementOutcome = { columns: [], rows: [], affectedRows: 0, lastInsertRowid: null };

/** Who watches what a connection runs. */
export interface Watch {
  /** Told of each statement that succeeded. */
  readonly onRun?: (sql: string) => void;
  /** Told how many rows a stream wrote, where it wrote any. */
  readonly onWritten?: (rows: number) => void;
  readonly meter?: CostMeter;
}

/** One connection to a database file, with its prepared statements. */
export class Connection {
  readonly #native: NativeConnection;
  readonly #schema: SchemaVersion;
  readonly #onRun: Watch['onRun'];
  readonly #onWritten: Watch['onWritten'];
  /** Rows written up to the stream before. */
  #writtenBefore = 0;
  readonly #meter: CostMeter | undefined;
  readonly #rowCounts: RowCounts;
  readonly #prepared: LruCache<string, PreparedStatement>;
  /** With a meter all that were ever prepared: a statement takes its counters along when it is collected. */
  readonly #kept: PreparedStatement[] = [];
  /** Statements that ended in "busy": SQLite counts them as running until they run again or are collected. */
  readonly #unfinished = new Map<string, PreparedStatement>();
  #preparedFor: number;
  #changedSchema = false;
  #isAltered = false;

  constructor(native: NativeConnection, schema: SchemaVersion, { onRun, onWritten, meter }: Watch = {}) {
    this.#native = native;
    this.#schema = schema;
    this.#onRun = onRun;
    this.#onWritten = onWritten;
    this.#meter = meter;
    this.#prepared = new LruCache(meter ? Number.POSITIVE_INFINITY : MAX_PREPARED_STATEMENTS);
    this.#rowCounts = new RowCounts(native);
    this.#preparedFor = schema.current;
  }

  get inTransaction(): boolean {
    return this.#native.inTransaction;
  }

  /**
   * Runs one statement to its end.
   *
   * @param budget what the rows may take; undefined when nobody wants them
   * @throws StatementError when SQLite refuses the text or the rows exceed the budget, else the native error.
   *   After a native "busy" the same call may be made again: it goes on with the same prepared statement, for
   *   another one would leave the first unfinished and the connection unable to commit.
   */
  run(statement: SqlStatement, values: SqlValue[], budget: ResultBudget | undefined): StatementOutcome {
    const { kind } = statement;
    try {
      const outcome = this.#dispatch(statement, values, budget);
      if (statement.altersConnection) this.#isAltered = true;
      if (kind === 'schema') this.#changedSchema = true;
      return outcome;
    } finally {
      const mayDiffer = kind === 'schema' || kind === 'release' || !this.#native.inTransaction;
      if (this.#changedSchema && mayDiffer) this.#noteSchemaChange();
    }
  }

  /** Columns of a statement that is not run. */
  describe(statement: SqlStatement): StatementOutcome['columns'] {
    return this.#prepare(statement).columns;
  }

  /** Undoes the open transaction, if there is one. */
  rollback(): void {
    if (this.#native.inTransaction) this.#native.exec('ROLLBACK');
    if (this.#changedSchema) this.#noteSchemaChange();
  }

  /** Makes the connection as good as new for another stream. @returns false when that is not possible */
  recycle(): boolean {
    this.rollback();
    this.#meter?.look();
    this.#tellWritten();
    if (this.#unfinished.size > 0 || this.#kept.length > MAX_METERED_STATEMENTS) return false;
    if (this.#isAltered) this.#native.exec('PRAGMA foreign_keys = ON');
    this.#isAltered = false;
    return true;
  }

  /** Moves the write-ahead log into the database file and empties it, as far as no other process still reads it. */
  checkpoint(): void {
    nativeRows(this.#native, 'PRAGMA wal_checkpoint(TRUNCATE)');
  }

  close(): void {
    this.#prepared.clear();
    this.#unfinished.clear();
    this.#kept.length = 0;
    this.#native.close();
    noteNativeGarbage(CONNECTION_KIB);
  }

  #tellWritten(): void {
    if (this.#onWritten === undefined) return;
    const written = this.#rowCounts.total();
    if (written > this.#writtenBefore) this.#onWritten(written - this.#writtenBefore);
    this.#writtenBefore = written;
  }

  #dispatch(statement: SqlStatement, values: SqlValue[], budget: ResultBudget | undefined): StatementOutcome {
    switch (statement.kind) {
      case 'begin':
      case 'end':
      case 'savepoint':
      case 'release':
        this.#native.exec(statement.text);
        return NO_ROWS;
      default:
        return this.#runPrepared(statement, values, budget);
    }
  }

  #runPrepared(
    statement: SqlStatement,
    values: SqlValue[],
    budget: ResultBudget | undefined,
  ): StatementOutcome {
    const { text } = statement;
    const prepared = this.#unfinished.get(text) ?? this.#prepare(statement);
    const run = () => prepared.run(values, budget);
    try {
      const outcome = this.#meter ? this.#meter.measure(text, run) : run();
      this.#onRun?.(text);
      this.#unfinished.delete(text);
      return outcome;
    } catch (error) {
      if (isBusy(error)) this.#unfinished.set(text, prepared);
      else this.#unfinished.delete(text);
      throw error;
    } finally {
      if (text.length > MAX_REMEMBERED_TEXT) this.#prepared.delete(text);
    }
  }

  #prepare(statement: SqlStatement): PreparedStatement {
    try {
      if (this.#preparedFor !== this.#schema.current) this.#learnSchema();
      const known = this.#prepared.get(statement.text);
      if (known) return known;
      const prepared = new PreparedStatement(this.#native, statement, this.#rowCounts);
      noteNativeGarbage(STATEMENT_KIB);
      this.#prepared.set(statement.text, prepared);
      if (this.#meter) this.#kept.push(prepared);
      return prepared;
    } catch (error) {
      throw isBusy(error) ? error : preparationError(error);
    }
  }

  /** SQLite reads a changed schema only when it runs a statement; one that is just prepared shows the old columns. */
  #learnSchema(): void {
    this.#prepared.clear();
    nativeRows(this.#native, 'SELECT 1 FROM sqlite_schema LIMIT 1');
    this.#preparedFor = this.#schema.current;
  }

  /** Told again when the transaction ends, since until then others prepared against the old schema. */
  #noteSchemaChange(): void {
    this.#schema.advance();
    this.#changedSchema = this.#native.inTransaction;
  }
}
