import { StatementError, unparsable } from './errors.ts';

const PRIMARY_CODES: Readonly<Record<number, string>> = {
  2: 'SQLITE_INTERNAL',
  3: 'SQLITE_PERM',
  4: 'SQLITE_ABORT',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  7: 'SQLITE_NOMEM',
  8: 'SQLITE_READONLY',
  9: 'SQLITE_INTERRUPT',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  12: 'SQLITE_NOTFOUND',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  15: 'SQLITE_PROTOCOL',
  17: 'SQLITE_SCHEMA',
  18: 'SQLITE_TOOBIG',
  19: 'SQLITE_CONSTRAINT',
  20: 'SQLITE_MISMATCH',
  21: 'SQLITE_MISUSE',
  22: 'SQLITE_NOLFS',
  23: 'SQLITE_AUTH',
  25: 'SQLITE_RANGE',
  26: 'SQLITE_NOTADB',
};

const GENERIC_ERROR = 1;
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;
const BUSY_SNAPSHOT = 517;
const PRIMARY_MASK = 0xff;

/** The extended SQLite result code of an error thrown by the native library, or 0 when it carries none. */
export function resultCode(error: unknown): number {
  if (error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number') return error.rawCode;
  return 0;
}

export function isBusy(error: unknown): boolean {
  return (resultCode(error) & PRIMARY_MASK) === BUSY;
}

/** The transaction read a state that is no longer the newest and may not write: trying again cannot help. */
export function isStaleSnapshot(error: unknown): boolean {
  return resultCode(error) === BUSY_SNAPSHOT;
}

export function isDamage(error: unknown): boolean {
  const primary = resultCode(error) & PRIMARY_MASK;
  return primary === CORRUPT || primary === NOT_A_DATABASE;
}

/**
 * The error of a statement that ran; only the primary code goes on the wire, as on sqld. An error that does not come
 * from SQLite is given back as it is.
 */
export function executionError(error: unknown): unknown {
  const code = resultCode(error);
  if (code === 0 || !(error instanceof Error)) return error;
  const name = PRIMARY_CODES[code & PRIMARY_MASK] ?? 'SQLITE_UNKNOWN';
  return new StatementError(name, `SQLite error: ${error.message}`, { cause: error });
}

/** The error of a statement that SQLite refused to prepare. */
export function preparationError(error: unknown): unknown {
  if (resultCode(error) !== GENERIC_ERROR || !(error instanceof Error)) return executionError(error);
  const isSyntax = /syntax error$|^incomplete input$|^unrecognized token/.test(error.message);
  if (isSyntax) return unparsable(error.message);
  return new StatementError('SQL_INPUT_ERROR', `SQL input error: ${error.message}`, { cause: error });
}
