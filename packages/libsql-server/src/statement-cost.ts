import { type NativeConnection, type NativeStatement, prepareReader } from './native.ts';
import type { StatementCost } from './options.ts';

type Report = (sql: string, cost: StatementCost) => void;

/** All rows of the virtual table are copied at each look, with their texts: one look tells of many statements. */
const COUNTERS_OF_TEXTS =
  'SELECT s.sql, sum(nscan), sum(nsort), sum(naidx), sum(nstep) FROM sqlite_stmt s WHERE s.sql IN (SELECT value FROM json_each(?)) GROUP BY s.sql';

const NOTHING: StatementCost = { steps: 0, sorts: 0, autoindexes: 0, fullScanSteps: 0 };

/**
 * Reads what statements cost from SQLite's virtual table `sqlite_stmt`, which counts per prepared statement from its
 * first run on: whoever prepares them must let go of none before the connection ends.
 */
export class CostMeter {
  readonly #report: Report;
  readonly #counters: NativeStatement;
  /** What each text has cost on this connection so far. */
  readonly #known = new Map<string, StatementCost>();
  /** Texts that ran since the last look, each once. */
  readonly #ran = new Set<string>();

  constructor(connection: NativeConnection, report: Report) {
    this.#report = report;
    this.#counters = prepareReader(connection, COUNTERS_OF_TEXTS);
  }

  /** Runs the statement, whose cost is told at the next look; that of one that fails is not. */
  measure<Result>(sql: string, run: () => Result): Result {
    if (this.#ran.has(sql)) this.look();
    try {
      const result = run();
      this.#ran.add(sql);
      return result;
    } catch (error) {
      this.#learn([sql]);
      throw error;
    }
  }

  /** Tells what each run since the last look has cost, in their order. */
  look(): void {
    if (this.#ran.size === 0) return;
    const texts = [...this.#ran];
    this.#ran.clear();
    const before = texts.map((sql) => this.#known.get(sql) ?? NOTHING);
    this.#learn(texts);
    for (const [at, sql] of texts.entries()) {
      const [now, then] = [this.#known.get(sql) ?? NOTHING, before[at] ?? NOTHING];
      this.#report(sql, {
        steps: now.steps - then.steps,
        sorts: now.sorts - then.sorts,
        autoindexes: now.autoindexes - then.autoindexes,
        fullScanSteps: now.fullScanSteps - then.fullScanSteps,
      });
    }
  }

  #learn(texts: readonly string[]): void {
    const cursor = this.#counters.iterate([JSON.stringify(texts)]);
    for (let step = cursor.next(); !step.done; step = cursor.next()) {
      const [sql, ...counted] = step.value;
      const [fullScanSteps = 0, sorts = 0, autoindexes = 0, steps = 0] = counted.map(Number);
      this.#known.set(String(sql), { steps, sorts, autoindexes, fullScanSteps });
    }
  }
}
