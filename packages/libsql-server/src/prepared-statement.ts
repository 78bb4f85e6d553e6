import type { NativeConnection, NativeStatement } from './native.ts';
import type { ResultBudget } from './result-budget.ts';
import type { SqlStatement } from './sql-analysis.ts';
import type { SqlValue } from './value.ts';

export interface Column {
  name: string;
  /** Type as the table declares it; null for expressions. */
  declaredType: string | null;
}

export interface StatementOutcome {
  columns: readonly Column[];
  rows: SqlValue[][];
  /** Rows inserted, updated or deleted; 0 for any other statement. */
  affectedRows: number;
  /** Only after an INSERT. */
  lastInsertRowid: bigint | null;
}

/** A statement that SQLite has prepared on one connection. */
export class PreparedStatement {
  readonly columns: readonly Column[];
  readonly #connection: NativeConnection;
  readonly #native: NativeStatement;
  readonly #statement: SqlStatement;
  readonly #returnsRows: boolean;

  constructor(connection: NativeConnection, statement: SqlStatement) {
    this.#connection = connection;
    this.#statement = statement;
    this.#native = connection.prepare(statement.text);
    this.#returnsRows = this.#native.reader;
    if (this.#returnsRows) {
      this.#native.raw(true);
      this.#native.safeIntegers(true);
    }
    this.columns = this.#returnsRows
      ? this.#native.columns().map(({ name, type }) => ({ name, declaredType: type }))
      : [];
  }

  /** @throws the native error, or StatementError RESPONSE_TOO_LARGE; a budget of undefined drops the rows */
  run(values: SqlValue[], budget: ResultBudget | undefined): StatementOutcome {
    const { changesRows, insertsRows } = this.#statement;
    if (this.#returnsRows) {
      const rows = this.#readRows(values, budget);
      if (!changesRows) return { columns: this.columns, rows, affectedRows: 0, lastInsertRowid: null };
      const { changes, rowid } = this.#readCounts();
      return { columns: this.columns, rows, affectedRows: changes, lastInsertRowid: insertsRows ? rowid : null };
    }
    const { changes, lastInsertRowid } = this.#native.run(values);
    return {
      columns: this.columns,
      rows: [],
      affectedRows: changesRows ? changes : 0,
      lastInsertRowid: insertsRows ? this.#exactRowid(lastInsertRowid) : null,
    };
  }

  #readRows(values: SqlValue[], budget: ResultBudget | undefined): SqlValue[][] {
    const rows: SqlValue[][] = [];
    const cursor = this.#native.iterate(values);
    for (let step = cursor.next(); !step.done; step = cursor.next()) {
      if (!budget) continue;
      try {
        budget.spend(step.value);
      } catch (error) {
        this.#abandon(cursor);
        throw error;
      }
      rows.push(step.value);
    }
    return rows;
  }

  /**
   * Ends a statement before its last row. Left as it is, it would keep its read lock until it is collected. A
   * writer has done its work before its first row and is read to the end, since an interrupt would undo it.
   */
  #abandon(cursor: Iterator<SqlValue[], undefined>): void {
    if (!this.#statement.changesRows) this.#connection.interrupt();
    try {
      while (!cursor.next().done);
    } catch (error) {
      if (!isInterrupt(error)) throw error;
    }
  }

  #readCounts(): { changes: number; rowid: bigint } {
    const counts = this.#connection.prepare('SELECT changes(), last_insert_rowid()');
    counts.raw(true);
    counts.safeIntegers(true);
    const cursor = counts.iterate([]);
    const row = cursor.next().value;
    cursor.next();
    return { changes: Number(row?.[0]), rowid: BigInt(Number(row?.[1])) };
  }

  /** The native library gives row ids as doubles, which are exact only up to 2^53. */
  #exactRowid(rowid: number): bigint {
    return Number.isSafeInteger(rowid) ? BigInt(rowid) : this.#readCounts().rowid;
  }
}

function isInterrupt(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_INTERRUPT';
}
