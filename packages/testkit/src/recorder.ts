import type { StatementCost } from '@keyline/libsql-server';

/** A statement that the program ran. */
export interface RecordedStatement {
  readonly sql: string;
}

/** One with what SQLite counted for this one run of it. */
export interface MeasuredStatement extends RecordedStatement, StatementCost {}

/** Stands in statements that a test runs for itself: they are no statements of the program. */
const testMark = '/* by the test */';

/** The text of a statement that stays out of the record. Within it, since the server trims its ends. */
export function unrecorded(sql: string): string {
  return sql.replace(/^\s*\w+/, (verb) => `${verb} ${testMark}`);
}

/** What was run in each database since it was made. */
export class Recorder {
  readonly #byDatabase = new Map<string, RecordedStatement[]>();
  readonly #measured = new Set<string>();

  note(sql: string, database: string, cost: StatementCost | undefined): void {
    if (!sql.includes(testMark)) this.#byDatabase.get(database)?.push({ sql, ...cost });
  }

  /** Starts the record of a database; statements of any other are not kept. */
  start(database: string, isMeasured: boolean): void {
    this.#byDatabase.set(database, []);
    if (isMeasured) this.#measured.add(database);
  }

  isMeasured(database: string): boolean {
    return this.#measured.has(database);
  }

  of(database: string, from: number): readonly RecordedStatement[] {
    return this.#byDatabase.get(database)?.slice(from) ?? [];
  }

  measuredOf(database: string, from: number): readonly MeasuredStatement[] {
    if (!this.isMeasured(database)) throw new Error('the database was not made to be measured');
    return this.of(database, from) as readonly MeasuredStatement[];
  }

  forget(database: string): void {
    this.#byDatabase.delete(database);
    this.#measured.delete(database);
  }
}
