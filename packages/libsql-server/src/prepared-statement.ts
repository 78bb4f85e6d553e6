import type { NativeConnection, NativeStatement } from './native.ts';
import type { ResultBudget } from './result-budget.ts';
import type { RowCounts } from './row-counts.ts';
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
  #columns: readonly Column[];
  readonly #connection: NativeConnection;
  readonly #native: NativeStatement;
  readonly #statement: SqlStatement;
  readonly #rowCounts: RowCounts;
  readonly #returnsRows: boolean;

  constructor(connection: NativeConnection, statement: SqlStatement, rowCounts: RowCounts) {
    this.#connection = connection;
    this.#statement = statement;
    this.#rowCounts = rowCounts;
    this.#native = connection.prepare(statement.text);
    this.#returnsRows = this.#native.reader;
    if (this.#returnsRows) {
      this.#native.raw(true);
      this.#native.safeIntegers(true);
    }
    this.#columns = this.#readColumns();
  }

  get columns(): readonly Column[] {
    return this.#columns;
  }

  /** @throws the native error, or StatementError RESPONSE_TOO_LARGE; a budget of undefined drops the rows */
  run(values: SqlValue[], budget: ResultBudget | undefined): StatementOutcome {
    if (this.#returnsRows) return this.#query(values, budget);
    const { changesRows, insertsRows } = this.#statement;
    const { changes, lastInsertRowid } = this.#native.run(values);
    return {
      columns: this.#columns,
      rows: [],
      affectedRows: changesRows ? changes : 0,
      lastInsertRowid: insertsRows ? this.#exactRowid(lastInsertRowid) : null,
    };
  }

  #query(values: SqlValue[], budget: ResultBudget | undefined): StatementOutcome {
    const { changesRows, insertsRows } = this.#statement;
    const rows = this.#readRows(values, budget);
    const isReshaped = rows[0] !== undefined && rows[0].length !== this.#columns.length;
    if (isReshaped) this.#columns = this.#readColumns();
    const counts = changesRows ? this.#rowCounts.read() : undefined;
    return {
      columns: this.#columns,
      rows,
      affectedRows: counts?.changes ?? 0,
      lastInsertRowid: counts && insertsRows ? counts.lastInsertRowid : null,
    };
  }

  /** Read once: SQLite prepares anew by itself when another process has changed a table, which the width then tells. */
  #readColumns(): Column[] {
    if (!this.#returnsRows) return [];
    return this.#native.columns().map(({ name, type }) => ({ name, declaredType: type }));
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

  /** The native library gives row ids as doubles, which are exact only up to 2^53. */
  #exactRowid(rowid: number): bigint {
    return Number.isSafeInteger(rowid) ? BigInt(rowid) : this.#rowCounts.read().lastInsertRowid;
  }
}

function isInterrupt(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_INTERRUPT';
}
