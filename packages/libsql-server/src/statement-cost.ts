import type { NativeConnection, NativeStatement } from './native.ts';
import type { StatementCost } from './options.ts';

type Counters = Omit<StatementCost, 'database'>;

const NONE: Counters = { steps: 0, sorts: 0, autoindexes: 0, fullScanSteps: 0 };

/** Reads what statements cost from SQLite's virtual table `sqlite_stmt`, which counts per prepared statement. */
export class CostMeter {
  readonly #database: string;
  readonly #report: (sql: string, cost: StatementCost) => void;
  readonly #counters: NativeStatement;

  constructor(connection: NativeConnection, database: string, report: (sql: string, cost: StatementCost) => void) {
    this.#database = database;
    this.#report = report;
    this.#counters = connection.prepare(
      'SELECT sum(nscan), sum(nsort), sum(naidx), sum(nstep) FROM sqlite_stmt WHERE sql = ?',
    );
    this.#counters.raw(true);
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
    const rows = this.#counters.iterate([sql]);
    const row = rows.next();
    if (row.done) return NONE;
    rows.next();
    const [fullScanSteps, sorts, autoindexes, steps] = row.value.map(Number);
    return {
      steps: steps ?? 0,
      sorts: sorts ?? 0,
      autoindexes: autoindexes ?? 0,
      fullScanSteps: fullScanSteps ?? 0,
    };
  }
}
