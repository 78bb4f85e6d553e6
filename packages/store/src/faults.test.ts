import { testDatabase } from '@keyline/testkit';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { connect } from './connection.ts';
import { commitLoss, DatabaseError, failedStatement, isUnavailable, UnavailableError } from './faults.ts';
import { systemStatement } from './statement.ts';

/** What the real database says when the last of these statements fails. */
async function faultOf(...statements: string[]): Promise<unknown> {
  const bound = statements.map((text) => systemStatement({ sql: sql.raw(text) }).bind({}));
  return connect(testDatabase().empty().config)
    .trip('write', bound, {})
    .then(
      () => undefined,
      (error: unknown) => error,
    );
}

const table = 'CREATE TABLE t (a TEXT NOT NULL, b INTEGER, PRIMARY KEY (a, b)) STRICT';

describe('a loss', () => {
  test.each([
    ['idempotency.tenant_id, idempotency.caller, idempotency.key', { reason: 'twin' }],
    ['events.tenant_id, events.subject_type, events.subject_id, events.version', { reason: 'race' }],
    ['events.tenant_id, events.id', { reason: 'race' }],
    ['accounts.rid', { reason: 'unique', columns: ['accounts.rid'] }],
    [
      'accounts.tenant_id, accounts.credit_code',
      { reason: 'unique', columns: ['accounts.tenant_id', 'accounts.credit_code'] },
    ],
  ])('is told by the columns of the index: %s', (columns, loss) => {
    const message = `SQLite error: UNIQUE constraint failed: ${columns}`;
    expect(commitLoss(new DatabaseError(message, 'SQLITE_CONSTRAINT'))).toEqual(loss);
  });

  test('of each other kind is told by the words of the database', async () => {
    const check = 'CREATE TABLE e (a, CONSTRAINT events_guard_held CHECK (a IS NOT NULL))';
    expect(commitLoss(await faultOf(check, 'INSERT INTO e VALUES (NULL)'))).toEqual({ reason: 'race' });
    const child = 'CREATE TABLE c (a TEXT REFERENCES t (a))';
    const parent = 'CREATE TABLE t (a TEXT PRIMARY KEY)';
    const orphan = "INSERT INTO c VALUES ('x')";
    expect(commitLoss(await faultOf(parent, child, orphan))).toEqual({ reason: 'reference' });
    const twice = "INSERT INTO t VALUES ('x', 1), ('x', 1)";
    expect(commitLoss(await faultOf(table, twice))).toEqual({ reason: 'unique', columns: ['t.a', 't.b'] });
  });

  test('is nothing that a correct program never meets', async () => {
    expect(commitLoss(await faultOf(table, 'INSERT INTO t VALUES (NULL, 1)'))).toBeUndefined();
    expect(commitLoss(await faultOf(table, "INSERT INTO t VALUES ('x', 'y')"))).toBeUndefined();
    expect(
      commitLoss(
        await faultOf('CREATE TABLE c (a, CONSTRAINT other CHECK (a > 0))', 'INSERT INTO c VALUES (0)'),
      ),
    ).toBeUndefined();
    expect(commitLoss(await faultOf('SELECT * FROM nowhere'))).toBeUndefined();
    expect(commitLoss(new Error('UNIQUE constraint failed: t.a'))).toBeUndefined();
    expect(commitLoss(undefined)).toBeUndefined();
  });
});

describe('unavailable', () => {
  test.each([
    'SQLITE_BUSY',
    'SQLITE_LOCKED',
    'SQLITE_IOERR',
    'SQLITE_FULL',
    'TRANSACTION_TIMEOUT',
    'TRANSACTION_BUSY',
    'STREAM_EXPIRED',
    'SERVER_ERROR',
    'BLOCKED',
  ])('is a database that says %s', (code) => {
    expect(isUnavailable(new DatabaseError('not now', code))).toBe(true);
  });

  test('is one that cannot be reached', () => {
    expect(isUnavailable(new UnavailableError('gone', undefined))).toBe(true);
  });

  test('is none that refuses a statement, and no fault of the program', async () => {
    expect(isUnavailable(await faultOf('SELECT * FROM nowhere'))).toBe(false);
    expect(isUnavailable(await faultOf(table, 'INSERT INTO t VALUES (NULL, 1)'))).toBe(false);
    expect(isUnavailable(new TypeError('x is not a function'))).toBe(false);
  });
});

test('the statement that failed is known by its place', async () => {
  expect(failedStatement(await faultOf('SELECT 1', 'SELECT * FROM nowhere'))).toBe(1);
  expect(failedStatement(new UnavailableError('gone', undefined))).toBeUndefined();
});
