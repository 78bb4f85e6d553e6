import { transactionTimedOut } from './errors.ts';
import type { HranaStream } from './hrana-stream.ts';
import { FOREIGN_LOCK_PAUSE_MS } from './limits.ts';
import type { StatementOutcome } from './prepared-statement.ts';
import type { ResultBudget } from './result-budget.ts';
import type { SqlStatement } from './sql-analysis.ts';
import { bindArguments, type StatementArguments } from './sql-parameters.ts';
import { executionError, isBusy, isStaleSnapshot } from './sqlite-error.ts';
import { pause, type Turn } from './turn.ts';

/**
 * Runs one statement on a stream's connection, after its turn to write has come if it writes.
 *
 * @param budget what the rows may take in the answer; undefined when nobody wants them
 * @throws StatementError
 */
export function* runStatement(
  stream: HranaStream,
  statement: SqlStatement,
  given: StatementArguments,
  budget: ResultBudget | undefined,
): Turn<StatementOutcome> {
  assertTransactionHeld(stream, statement);
  const values = bindArguments(statement.parameters, given, statement.isExplain);
  const { writeLock } = stream.resources;
  const isNewWriter = statement.takesWriteLock && !writeLock.isHeldBy(stream);
  if (isNewWriter) yield* writeLock.acquire(stream);
  let isRefused = false;
  try {
    return yield* untilUnlocked(stream, () => stream.connection.run(statement, values, budget));
  } catch (error) {
    isRefused = isNewWriter && isBusy(error);
    throw executionError(error);
  } finally {
    if (isRefused) writeLock.release(stream);
    else if (!stream.inTransaction) stream.endWrite();
  }
}

/**
 * After its transaction was taken back, a stream gets this answer to everything until it ends that transaction: else
 * the rest of the transaction would run, and commit, statement by statement.
 */
function assertTransactionHeld(stream: HranaStream, statement: SqlStatement): void {
  if (!stream.hasLostTransaction) return;
  if (statement.kind === 'end') stream.hasLostTransaction = false;
  throw transactionTimedOut();
}

/**
 * Tries again while another process holds a lock; within this process the write lock has sorted that out before.
 * A stale snapshot is answered at once, since no wait makes it newer.
 */
function* untilUnlocked<Result>(stream: HranaStream, attempt: () => Result): Turn<Result> {
  const { now, transactionTimeoutMs } = stream.resources;
  const giveUpAt = now() + transactionTimeoutMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || isStaleSnapshot(error) || now() >= giveUpAt) throw error;
    }
    yield pause(FOREIGN_LOCK_PAUSE_MS);
    stream.assertOpen();
    if (stream.hasLostTransaction) throw transactionTimedOut();
  }
}
