import { responseTooLarge } from './errors.ts';
import { type SqlValue, wireSize } from './value.ts';

/** Bytes that the rows of one answer may still take. */
export class ResultBudget {
  #remaining: number;

  constructor(bytes: number) {
    this.#remaining = bytes;
  }

  /** @throws StatementError RESPONSE_TOO_LARGE once the rows together exceed the budget */
  spend(row: readonly SqlValue[]): void {
    for (const value of row) this.#remaining -= wireSize(value);
    if (this.#remaining < 0) throw responseTooLarge();
  }
}
