/** A statement or request that failed while its stream lives on; code and text reach the client as they are. */
export class StatementError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StatementError';
    this.code = code;
  }
}

/**
 * A request that ends with an HTTP error, and its stream with it. Without a code the body is plain text, as sqld
 * answers a breach of protocol.
 */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, code: string | undefined, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RequestError';
    this.status = status;
    this.code = code;
  }
}

/** The client broke the Hrana protocol; a correct client never does. */
export class ProtocolError extends RequestError {
  constructor(message: string) {
    super(400, undefined, message);
    this.name = 'ProtocolError';
  }
}

/** The database named by the path or by a caller does not exist, or its name is not allowed. */
export class UnknownDatabaseError extends RequestError {
  constructor(database: string) {
    super(404, 'DATABASE_NOT_FOUND', `Database "${database}" does not exist`);
    this.name = 'UnknownDatabaseError';
  }
}

/** The file is not a database, or its content is broken. */
export class DamagedDatabaseError extends RequestError {
  readonly file: string;
  /** What SQLite says about it. */
  readonly detail: string;

  constructor(file: string, detail: string, options?: ErrorOptions) {
    super(500, 'DATABASE_DAMAGED', `Database file ${file} is damaged: ${detail}`, options);
    this.name = 'DamagedDatabaseError';
    this.file = file;
    this.detail = detail;
  }
}

/** The answer to a commit of unknown fate, and to everything after it. */
export function logNotDurable(cause: unknown): RequestError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const message = `SQLite error: disk I/O error: the write-ahead log could not be synced (${detail})`;
  return new RequestError(500, 'SQLITE_IOERR', message, { cause });
}

export function responseTooLarge(): StatementError {
  return new StatementError('RESPONSE_TOO_LARGE', 'Response is too large');
}

export function transactionTimedOut(): StatementError {
  return new StatementError('TRANSACTION_TIMEOUT', 'Transaction timed out');
}

export function tooManyTransactions(): StatementError {
  return new StatementError('TRANSACTION_BUSY', 'Server cannot handle additional transactions');
}

export function unparsable(reason: string): StatementError {
  return new StatementError('SQL_PARSE_ERROR', `SQL string could not be parsed: ${reason}`);
}

export function invalidArguments(reason: string): StatementError {
  return new StatementError('ARGS_INVALID', `Arguments do not match SQL parameters: ${reason}`);
}
