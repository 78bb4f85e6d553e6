/** The database did not answer, or said that it cannot just now: nothing is known to be wrong with the request. */
export class UnavailableError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'UnavailableError';
  }
}

/** The database said no, in its own words: they may quote data, so that they stay out of logs and answers. */
export class DatabaseError extends Error {
  /** `SQLITE_CONSTRAINT`, `TRANSACTION_TIMEOUT` ... */
  readonly code: string;
  /** Which statement of the batch failed, from 0 on; undefined when the batch as a whole did. */
  readonly statementIndex: number | undefined;

  constructor(message: string, code: string, statementIndex?: number) {
    super(message);
    this.name = 'DatabaseError';
    this.code = code;
    this.statementIndex = statementIndex;
  }
}

/** Why a commit did not take place. Nothing of it was written. */
export type CommitLoss =
  /** The idempotency key was taken by a twin. */
  | { readonly reason: 'twin' }
  /** Somebody else changed a subject first. */
  | { readonly reason: 'race' }
  /** A `must` over other records did not hold. */
  | { readonly reason: 'precondition' }
  /** A unique index refused, named by its columns (`accounts.credit_code` ...). */
  | { readonly reason: 'unique'; readonly columns: readonly string[] }
  /** A record that this one names is gone. */
  | { readonly reason: 'reference' };

/**
 * What a failed commit means. libSQL over HTTP gives only the primary code, so that the message text
 * decides. Undefined: none of the losses that a correct program can meet.
 */
export function commitLoss(error: unknown): CommitLoss | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  const message = error.message;
  if (message.includes('precondition failed')) return { reason: 'precondition' };
  if (message.includes('CHECK constraint failed: events_guard_held')) return { reason: 'race' };
  if (message.includes('FOREIGN KEY constraint failed')) return { reason: 'reference' };
  const unique = /UNIQUE constraint failed: ([\w., ]+)/.exec(message)?.[1];
  if (unique === undefined) return undefined;
  const columns = unique.split(', ');
  if (columns[0]?.startsWith('idempotency.')) return { reason: 'twin' };
  if (columns[0]?.startsWith('events.')) return { reason: 'race' };
  return { reason: 'unique', columns };
}

const passing = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'SQLITE_IOERR',
  'SQLITE_FULL',
  'TRANSACTION_TIMEOUT',
  'TRANSACTION_BUSY',
  'STREAM_EXPIRED',
  'SERVER_ERROR',
  'BLOCKED',
]);

/** Whether the database, not the statement, is at fault. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof UnavailableError) return true;
  return error instanceof DatabaseError && passing.has(error.code);
}

/** Which statement of a batch failed, for the log; undefined when the batch as a whole did. */
export function failedStatement(error: unknown): number | undefined {
  return error instanceof DatabaseError ? error.statementIndex : undefined;
}
