import { testDatabase } from '@keyline/testkit';
import { LibsqlBatchError, LibsqlError } from '@libsql/client/http';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connect } from './connection.ts';
import { DatabaseError, UnavailableError } from './faults.ts';
import { batchBody, readBatch } from './hrana.ts';
import { type Bound, systemStatement, type Value, value } from './statement.ts';

const plain = (text: string): Bound => systemStatement({ sql: sql.raw(text) }).bind({});

/** A fault in the words of both clients. */
function faultOf(error: unknown): object {
  if (error instanceof DatabaseError || error instanceof LibsqlBatchError) {
    const { message, code, statementIndex } = error;
    return { message: message.replaceAll(`${code}: `, ''), code, statementIndex };
  }
  if (!(error instanceof LibsqlError)) throw error;
  return {
    message: error.message.replaceAll(`${error.code}: `, ''),
    code: error.code,
    statementIndex: undefined,
  };
}

/** What both clients make of the same statements, each in a database of its own. */
async function bothOf(mode: 'read' | 'write', texts: readonly string[]) {
  const [ours, theirs] = [testDatabase().empty(), testDatabase().empty()];
  for (const { execute } of [ours, theirs]) {
    await execute('CREATE TABLE p (a TEXT PRIMARY KEY) STRICT');
    await execute(
      'CREATE TABLE t (a TEXT UNIQUE, b INTEGER NOT NULL, c REFERENCES p DEFERRABLE INITIALLY DEFERRED)',
    );
  }
  const own = await connect(ours.config)
    .trip(mode, texts.map(plain), {})
    .then((given) => given.map(({ rows, rowsAffected }) => ({ rows, rowsAffected })), faultOf);
  const official = await theirs
    .client()
    .batch([...texts], mode)
    .then(
      (results) =>
        results.map(({ rows, rowsAffected }) => ({ rows: rows.map((row) => ({ ...row })), rowsAffected })),
      faultOf,
    );
  const left = await Promise.all([ours, theirs].map(({ execute }) => execute('SELECT * FROM t ORDER BY a')));
  return { own, official, left: left.map((rows) => rows.map((row) => ({ ...row }))) };
}

const put = "INSERT INTO t (a, b) VALUES ('x', 1)";

describe('a batch', () => {
  test.each<[string, 'read' | 'write', string[]]>([
    ['of no statement', 'write', []],
    ['that reads', 'read', ['SELECT 1 AS a, 2.5 AS b, NULL AS c', "SELECT 'x' AS a UNION SELECT '企业 🏢'"]],
    ['with bytes', 'read', ["SELECT x'00ff10' AS a, x'' AS b, zeroblob(20000) AS c"]],
    ['with two columns of one name', 'read', ['SELECT 1 AS a, 2 AS b, 3 AS a']],
    [
      'with a text that repeats',
      'write',
      [put, 'SELECT a FROM t', 'UPDATE t SET b = b + 1', 'SELECT a FROM t'],
    ],
    ['that gives rows of what it wrote', 'write', [`${put} RETURNING a, b`, 'DELETE FROM t RETURNING b']],
    ['that breaks a unique index', 'write', [put, put]],
    ['that leaves out what must be there', 'write', ["INSERT INTO t (a) VALUES ('x')"]],
    ['that names what is not there, which its end tells', 'write', ["INSERT INTO t VALUES ('x', 1, 'no')"]],
    ['that asks for what is nowhere', 'write', [put, 'SELECT * FROM nowhere', put]],
    ['that is no SQL', 'read', ['SELECT 1', 'SELEC 2']],
    ['that ends its transaction itself', 'write', [put, 'ROLLBACK', 'SELECT 1']],
  ])('%s is answered as by the official client', async (_, mode, texts) => {
    const { own, official, left } = await bothOf(mode, texts);
    expect(own).toEqual(official);
    expect(left[0]).toEqual(left[1]);
  });

  test('of any values keeps them', async () => {
    const { config } = testDatabase().empty();
    const given = systemStatement({
      values: ['a', 'b'],
      sql: sql`SELECT ${value('a')} AS "a", ${value('b')} AS "b"`,
    });
    const any = fc.oneof(
      ...[
        fc.constant(null),
        fc.string({ unit: 'binary' }).filter((one) => !one.includes('\0')),
        fc.maxSafeInteger(),
      ],
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Number.isInteger(one)),
      fc.uint8Array({ maxLength: 20_000 }),
    ) as fc.Arbitrary<Value>;
    await fc.assert(
      fc.asyncProperty(any, any, async (a, b) => {
        const [result] = await connect(config).trip('read', [given.bind({ a, b })], {});
        const { a: gotA, b: gotB } = result?.rows[0] ?? {};
        const seen = [gotA, gotB].map((got) => (got instanceof ArrayBuffer ? new Uint8Array(got) : got));
        expect(seen).toEqual([a, b]);
      }),
      { numRuns: 200 },
    );
  });

  test('sends a text that runs several times once', () => {
    const body = batchBody('write', [
      { sql: 'SELECT 1', args: [] },
      ...Array(3).fill({ sql: 'SELECT ?', args: [1] }),
      ...Array(2).fill({ sql: `SELECT '${'x'.repeat(5000)}'`, args: [] }),
    ]);
    expect(body.match(/SELECT \?/g)).toHaveLength(1);
    expect(body.match(/SELECT 1/g)).toHaveLength(1);
    // A server does not keep longer ones.
    expect(body.match(/x{5000}/g)).toHaveLength(2);
    expect(body.match(/store_sql/g)).toHaveLength(1);
  });

  test('of a number that no database keeps is not sent', () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => batchBody('read', [{ sql: 'SELECT ?', args: [number] }])).toThrow(RangeError);
    }
  });
});

describe('an answer', () => {
  test.each([
    ['that is none', null],
    ['without results', {}],
    ['to another request', { results: [{ type: 'ok', response: { type: 'execute', result: {} } }] }],
    [
      'to another batch',
      { results: [{ type: 'ok', response: { type: 'batch', result: { step_results: [] } } }] },
    ],
  ])('%s makes the database unavailable', (_, answer) => {
    expect(() => readBatch(answer, 1)).toThrow(UnavailableError);
  });

  test('that refuses the whole batch is the refusal', () => {
    const error = { message: 'SQL string could not be parsed', code: 'SQL_PARSE_ERROR' };
    const refused = () => readBatch({ results: [{ type: 'error', error }] }, 1);
    expect(refused).toThrow(new DatabaseError(error.message, error.code));
  });
});

test.each([
  ['http://database.test/', 'http://database.test/v2/pipeline'],
  ['http://database.test/cell-1/', 'http://database.test/cell-1/v2/pipeline'],
  ['libsql://keyline.turso.io', 'https://keyline.turso.io/v2/pipeline'],
])('a database at %s is asked at %s, with its token', async (url, asked) => {
  const seen: string[] = [];
  const fetch = async (request: Request) => {
    seen.push(request.url, request.headers.get('Authorization') ?? '', request.method);
    return Response.json({ message: 'no', code: 'AUTH' }, { status: 401 });
  };
  const trip = connect({ url, authToken: 'token', fetch }).trip('read', [plain('SELECT 1')], {});
  await expect(trip).rejects.toMatchObject({ name: 'DatabaseError', code: 'AUTH' });
  expect(seen).toEqual([asked, 'Bearer token', 'POST']);
});
