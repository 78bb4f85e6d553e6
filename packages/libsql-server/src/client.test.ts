import type { InStatement } from '@libsql/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startTestServer } from './test-support.ts';

const storableText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
/** The client itself writes -0 as 0, and refuses infinities. */
const argument = fc.oneof(
  fc.constant(null),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
  fc.uint8Array().map((bytes) => bytes.buffer),
  storableText,
);

describe('the official client', () => {
  test('gets back every value it sends', async () => {
    const client = startTestServer().client('main', { intMode: 'bigint' });
    await fc.assert(
      fc.asyncProperty(fc.array(argument, { minLength: 1, maxLength: 5 }), async (args) => {
        const { rows } = await client.execute({ sql: `SELECT ${args.map(() => '?').join(', ')}`, args });
        const received = args.map((_, index) => rows[0]?.[index]);
        expect(received).toEqual(args);
      }),
      { numRuns: 50 },
    );
  });

  test('may send booleans', async () => {
    const client = startTestServer().client();
    const { rows } = await client.execute({
      sql: 'SELECT ? AS yes, ? AS no',
      args: [true, false],
    });
    expect(rows[0]).toEqual({ yes: 1, no: 0 });
  });

  test('has 200 write batches at once go through, each whole', async () => {
    const client = startTestServer({ synchronous: 'full' }).client();
    await client.execute('CREATE TABLE t (batch INTEGER, part INTEGER, seen INTEGER)');
    const statements = (batch: number): InStatement[] => [
      { sql: 'INSERT INTO t VALUES (?, 1, (SELECT count(*) FROM t))', args: [BigInt(batch)] },
      { sql: 'INSERT INTO t VALUES (?, 2, (SELECT count(*) FROM t))', args: [BigInt(batch)] },
    ];
    const batches = Array.from({ length: 200 }, (_, batch) => client.batch(statements(batch), 'write'));
    const outcomes = await Promise.allSettled(batches);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    const { rows } = await client.execute(
      'SELECT count(DISTINCT batch) AS batches, count(*) AS parts, count(DISTINCT seen) AS moments FROM t',
    );
    expect(rows[0]).toEqual({ batches: 200, parts: 400, moments: 400 });
  });

  test('has interactive transactions at once go through one after the other', async () => {
    const client = startTestServer().client();
    await client.batch(['CREATE TABLE t (a)', 'INSERT INTO t VALUES (0)'], 'write');
    const increment = async () => {
      const transaction = await client.transaction('write');
      const { rows } = await transaction.execute('SELECT a FROM t');
      await transaction.execute({ sql: 'UPDATE t SET a = ?', args: [BigInt(Number(rows[0]?.a) + 1)] });
      await transaction.commit();
    };
    await Promise.all(Array.from({ length: 30 }, increment));
    expect((await client.execute('SELECT a FROM t')).rows[0]?.a).toBe(30);
  });

  test('learns which statement of a batch failed, and nothing of the batch stays', async () => {
    const client = startTestServer().client();
    await client.execute('CREATE TABLE t (a, CONSTRAINT small CHECK (a < 5))');
    const batch = client.batch(['INSERT INTO t VALUES (1)', 'INSERT INTO t VALUES (9)'], 'write');
    await expect(batch).rejects.toMatchObject({
      name: 'LibsqlBatchError',
      code: 'SQLITE_CONSTRAINT',
      message: expect.stringContaining('CHECK constraint failed: small'),
      statementIndex: 1,
    });
    expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(0);
  });

  test('reaches one database per path', async () => {
    const server = startTestServer();
    await server.client('one').execute('CREATE TABLE only_here (a)');
    await expect(server.client('two').execute('SELECT * FROM only_here')).rejects.toMatchObject({
      code: 'SQL_INPUT_ERROR',
    });
    expect(server.server.databases().sort()).toEqual(['one', 'two']);
  });

  test('can search Chinese words', async () => {
    const client = startTestServer().client();
    await client.batch(
      [
        "CREATE VIRTUAL TABLE names USING fts5(name, tokenize = 'trigram')",
        { sql: 'INSERT INTO names VALUES (?), (?)', args: ['西安电信有限公司', '北京联通'] },
      ],
      'write',
    );
    const { rows } = await client.execute({
      sql: 'SELECT name FROM names WHERE names MATCH ?',
      args: ['西安电'],
    });
    expect(rows).toEqual([{ name: '西安电信有限公司' }]);
  });
});
