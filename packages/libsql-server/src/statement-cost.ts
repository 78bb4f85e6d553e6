import { type NativeConnection, type NativeStatement, onlyRow, prepareReader } from './native.ts';
import type { StatementCost } from './options.ts';

type Counters = Omit<StatementCost, 'database'>;

const COUNTERS_OF_TEXT =
  'SELECT sum(nscan), sum(nsort), sum(naidx), sum(nstep) FROM sqlite_stmt WHERE sql = ?';

/** Reads what statements cost from SQLite's virtual table `sqlite_stmt`, which counts per prepared statement. */
export class CostMeter {
  readonly #database: string;
  readonly #report: (sql: string, cost: StatementCost) => void;
  readonly #counters: NativeStatement;

  constructor(
    connection: NativeConnection,
    database: string,
    report: (sql: string, cost: StatementCost) => void,
  ) {
    this.#database = database;
    this.#report = report;
    this.#counters = prepareReader(connection, COUNTERS_OF_TEXT);
  }

  /** Runs the statement and reports what this one run of it cost; a statement that fails is not reported. */
  measure<Result>(sql: string, run: () => Result): Result {
    const before = this.#read(sql);
    const result = run();
    const after = this.#read(sql);
    this.#report(sql, {
      database: this.#database,
      steps: after.steps - before.steps,
      sorts: after.sorts - before.sorts,
      autoindexes: after.autoindexes - before.autoindexes,
      fullScanSteps: after.fullScanSteps - before.fullScanSteps,
    });
    return result;
  }

  #read(sql: string): Counters {
    const [fullScanSteps, sorts, autoindexes, steps] = onlyRow(this.#counters, [sql]).map(Number);
    return {
      steps: steps ?? 0,
      sorts: sorts ?? 0,
      autoindexes: autoindexes ?? 0,
      fullScanSteps: fullScanSteps ?? 0,
    };
  }
}
