import type { StatementCost } from '@keyline/libsql-server';

/** A statement that the program ran, with what SQLite counted for this one run. */
export interface RecordedStatement extends Omit<StatementCost, 'database'> {
  readonly sql: string;
}

/** Stands in statements that a test runs for itself: they are no statements of the program. */
const testMark = '/* by the test */';

/** The text of a statement that stays out of the record. Within it, since the server trims its ends. */
export function unrecorded(sql: string): string {
  return sql.replace(/^\s*\w+/, (verb) => `${verb} ${testMark}`);
}

/** What was run in each database since it was made. */
export class Recorder {
  readonly #byDatabase = new Map<string, RecordedStatement[]>();

  note(sql: string, { database, ...cost }: StatementCost): void {
    if (!sql.includes(testMark)) this.#byDatabase.get(database)?.push({ sql, ...cost });
  }

  /** Starts the record of a database; statements of any other are not kept. */
  start(database: string): void {
    this.#byDatabase.set(database, []);
  }

  of(database: string): readonly RecordedStatement[] {
    return [...(this.#byDatabase.get(database) ?? [])];
  }

  forget(database: string): void {
    this.#byDatabase.delete(database);
  }
}
