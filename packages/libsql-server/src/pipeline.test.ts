import { describe, expect, test } from 'vitest';
import { CLOSE, codeOf, execute, rowsOf, startTestServer } from './test-support.ts';

const step = (sql: string, condition?: unknown) => ({ stmt: { sql }, condition });
const batch = (...steps: unknown[]) => ({ type: 'batch', batch: { steps } });

describe('a pipeline', () => {
  test('answers every request in order, also after one that failed', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('SELECT 1'),
      execute('SELECT nowhere'),
      { type: 'store_sql', sql_id: 7, sql: 'SELECT 2' },
      { type: 'execute', stmt: { sql_id: 7 } },
      { type: 'close_sql', sql_id: 7 },
      { type: 'sequence', sql: 'CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)' },
      execute('SELECT sum(a) FROM t'),
      CLOSE,
    ]);
    expect(results.map((result) => result.response?.type ?? codeOf(result))).toEqual([
      ...['execute', 'SQL_INPUT_ERROR', 'store_sql', 'execute', 'close_sql', 'sequence', 'execute', 'close'],
    ]);
    expect(rowsOf(results[3])).toEqual([['2']]);
    expect(rowsOf(results[6])).toEqual([['3']]);
  });

  test('a sequence stops at its first error', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      {
        type: 'sequence',
        sql: 'CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1); INSERT INTO t VALUES (1); DROP TABLE t',
      },
      execute('SELECT count(*) FROM t'),
    ]);
    expect(results[0]?.error).toEqual({
      code: 'SQLITE_CONSTRAINT',
      message: 'SQLite error: UNIQUE constraint failed: t.a',
    });
    expect(rowsOf(results[1])).toEqual([['1']]);
  });

  test('counts rows only for statements that change them', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)'),
      execute("INSERT INTO t VALUES (9007199254740993, 'a'), (9007199254740995, 'b')"),
      execute('SELECT * FROM t'),
      execute("UPDATE t SET a = 'c'"),
      execute('DELETE FROM t WHERE id = 1'),
      execute("INSERT INTO t (a) VALUES ('d') RETURNING id"),
    ]);
    const counts = results.map(({ response }) => [
      response?.result?.affected_row_count,
      response?.result?.last_insert_rowid,
    ]);
    expect(counts).toEqual([
      [0, null],
      [2, '9007199254740995'],
      [0, null],
      [2, null],
      [0, null],
      [1, '9007199254740996'],
    ]);
  });

  test('tells names, declared types and parameters of a statement', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('CREATE TABLE t (a INTEGER, b VARCHAR(9))'),
      { type: 'describe', sql: 'SELECT a, b AS c, a + 1 AS d FROM t WHERE a = ? AND b = :b' },
      { type: 'describe', sql: 'EXPLAIN DELETE FROM t' },
      { type: 'describe', sql: 'DELETE FROM t' },
    ]);
    expect(results[1]?.response?.result).toEqual({
      params: [{ name: null }, { name: ':b' }],
      cols: [
        { name: 'a', decltype: 'INTEGER' },
        { name: 'c', decltype: 'VARCHAR(9)' },
        { name: 'd', decltype: null },
      ],
      is_explain: false,
      is_readonly: true,
    });
    expect(results[2]?.response?.result).toMatchObject({ is_explain: true, is_readonly: true });
    expect(results[3]?.response?.result).toMatchObject({ is_explain: false, is_readonly: false });
  });

  test('leaves out rows that nobody wants', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      { type: 'execute', stmt: { sql: 'SELECT 1 UNION SELECT 2', want_rows: false } },
    ]);
    expect(results[0]?.response?.result).toMatchObject({ rows: [], cols: [{ name: '1' }] });
  });

  test.each([
    ['too few', 'SELECT ?, ?', [{ type: 'null' }]],
    ['too many', 'SELECT ?', [{ type: 'null' }, { type: 'null' }]],
  ])('refuses %s arguments', async (_, sql, args) => {
    const { send } = startTestServer();
    const { results } = await send([execute(sql, args)]);
    expect(codeOf(results[0])).toBe('ARGS_INVALID');
  });

  test('refuses a text that SQLite would turn into bytes which end the process when read', async () => {
    const { send } = startTestServer();
    const text = { type: 'text', value: JSON.stringify(['\ud800']) };
    const { results } = await send([execute('SELECT value FROM json_each(?)', [text]), execute('SELECT 1')]);
    expect(results.map(codeOf)).toEqual(['ARGS_INVALID', 'ok']);
  });

  test('sees the new shape of a table that another stream changed', async () => {
    const { send } = startTestServer();
    const reader = await send([execute('CREATE TABLE t (a)'), execute('SELECT * FROM t')]);
    await send([execute('ALTER TABLE t ADD COLUMN b'), execute('INSERT INTO t VALUES (1, 2)'), CLOSE]);
    const { results } = await send([execute('SELECT * FROM t')], reader.baton);
    expect(results[0]?.response?.result?.cols.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(rowsOf(results[0])).toEqual([['1', '2']]);
  });

  test('describes a table as another stream renamed it', async () => {
    const { send } = startTestServer();
    const reader = await send([execute('CREATE TABLE t (a)'), execute('SELECT * FROM t')]);
    await send([execute('ALTER TABLE t RENAME COLUMN a TO b'), CLOSE]);
    const { results } = await send([execute('SELECT * FROM t')], reader.baton);
    expect(results[0]?.response?.result?.cols.map(({ name }) => name)).toEqual(['b']);
  });

  test('sees the old shape of a table again after the change was rolled back', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('CREATE TABLE t (a)'),
      execute('BEGIN'),
      execute('ALTER TABLE t ADD COLUMN b'),
      execute('SELECT * FROM t'),
      execute('ROLLBACK'),
      execute('SELECT * FROM t'),
    ]);
    const columns = results.map(({ response }) => response?.result?.cols.map(({ name }) => name));
    expect([columns[3], columns[5]]).toEqual([['a', 'b'], ['a']]);
  });
});

describe('a batch', () => {
  test('runs a step only when its condition holds; one that is skipped has neither result nor error', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      batch(
        step('SELECT 0'),
        step('SELECT nowhere'),
        step('SELECT 2', { type: 'ok', step: 0 }),
        step('SELECT 3', { type: 'ok', step: 1 }),
        step('SELECT 4', { type: 'error', step: 1 }),
        step('SELECT 5', { type: 'error', step: 3 }),
        step('SELECT 6', { type: 'not', cond: { type: 'ok', step: 3 } }),
        step('SELECT 7', {
          type: 'and',
          conds: [
            { type: 'ok', step: 0 },
            { type: 'error', step: 1 },
          ],
        }),
        step('SELECT 8', {
          type: 'and',
          conds: [
            { type: 'ok', step: 0 },
            { type: 'ok', step: 1 },
          ],
        }),
        step('SELECT 9', {
          type: 'or',
          conds: [
            { type: 'ok', step: 1 },
            { type: 'ok', step: 0 },
          ],
        }),
        step('SELECT 10', { type: 'or', conds: [] }),
      ),
    ]);
    const result = results[0]?.response?.result;
    const states = result?.step_results.map((stepResult, index) =>
      stepResult ? 'ok' : result.step_errors[index] ? 'error' : 'skipped',
    );
    expect(states).toEqual([
      ...['ok', 'error', 'ok', 'skipped', 'ok', 'skipped', 'ok', 'ok', 'skipped', 'ok', 'skipped'],
    ]);
  });

  test('with a refused text runs nothing at all', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      batch(step('CREATE TABLE t (a)'), step('VACUUM')),
      execute('SELECT * FROM t'),
    ]);
    expect(results.map(codeOf)).toEqual(['SQL_PARSE_ERROR', 'SQL_INPUT_ERROR']);
  });
});

describe('an answer that is too large', () => {
  const endless =
    'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x, hex(zeroblob(500)) FROM c';

  test('is refused, and leaves the transaction and the connection in order', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('CREATE TABLE t (a)'),
      execute('BEGIN IMMEDIATE'),
      execute('INSERT INTO t VALUES (1)'),
      execute(endless),
      batch(step('INSERT INTO t VALUES (2)'), step(endless), step('INSERT INTO t VALUES (3)')),
      execute('COMMIT'),
      execute('SELECT a FROM t'),
    ]);
    expect(results.map(codeOf)).toEqual([
      ...['ok', 'ok', 'ok', 'RESPONSE_TOO_LARGE', 'RESPONSE_TOO_LARGE', 'ok', 'ok'],
    ]);
    expect(rowsOf(results[6])).toEqual([['1'], ['2']]);
  });

  test('does not undo the insert whose rows it was to return', async () => {
    const { send } = startTestServer();
    const { results } = await send([
      execute('CREATE TABLE t (a)'),
      execute(
        'INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 12000) SELECT zeroblob(700) FROM c RETURNING a',
      ),
      execute('SELECT count(*) FROM t'),
    ]);
    expect(codeOf(results[1])).toBe('RESPONSE_TOO_LARGE');
    expect(rowsOf(results[2])).toEqual([['12000']]);
  });
});
