import { DamagedDatabaseError } from './errors.ts';
import { type NativeConnection, nativeRows, openNative } from './native.ts';
import type { ServerSettings } from './options.ts';
import { isDamage } from './sqlite-error.ts';

/** 16 MiB of pages per connection, as a negative number of KiB; the log is cut back to 64 MiB after a large write. */
const CONNECTION_SETUP =
  'PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 67108864';

/** With `full`, SQLite leaves it to `LogSync` to sync its commits. */
const SQLITE_SYNCHRONOUS = { full: 'NORMAL', normal: 'NORMAL', off: 'OFF' } as const;

/** @throws DamagedDatabaseError when the file is no database or its schema cannot be read */
export function openDatabase(file: string, synchronous: ServerSettings['synchronous']): NativeConnection {
  return reportDamage(file, () => {
    const connection = openNative(file);
    const setup = `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${SQLITE_SYNCHRONOUS[synchronous]}`;
    connection.exec(`${setup}; ${CONNECTION_SETUP}`);
    nativeRows(connection, 'SELECT count(*) FROM sqlite_schema');
    return connection;
  });
}

/** Reads the whole file and looks at its structure. @throws DamagedDatabaseError at the first fault */
export function assertIntact(file: string, connection: NativeConnection): void {
  const faults = reportDamage(file, () => nativeRows(connection, 'PRAGMA quick_check(1)'));
  const fault = String(faults[0]?.[0]);
  if (fault !== 'ok') throw new DamagedDatabaseError(file, fault.replaceAll('\n', ' '));
}

/** Turns SQLite's "corrupt" and "not a database" into one error that names the file. */
export function reportDamage<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!isDamage(error) || !(error instanceof Error)) throw error;
    throw new DamagedDatabaseError(file, error.message, { cause: error });
  }
}
