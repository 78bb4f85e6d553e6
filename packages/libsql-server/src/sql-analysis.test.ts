import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlAnalysis } from './sql-analysis.ts';
import { splitStatements } from './sql-split.ts';

const analysis = new SqlAnalysis();
const texts = (sql: string) => analysis.script(sql).map(({ text }) => text);
const refusal = (code: string) => expect.objectContaining({ name: 'StatementError', code });

const TRIGGER = "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES (';'); DELETE FROM c; END";
const CASE_TRIGGER = 'CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; END';

describe('statements of a script', () => {
  test.each([
    ['semicolons and space around', ' ;; SELECT 1 ; ; ', ['SELECT 1']],
    [
      'semicolons in texts and names',
      `SELECT ';', ";", \`;\`, [;]; SELECT 2`,
      [`SELECT ';', ";", \`;\`, [;]`, 'SELECT 2'],
    ],
    ['semicolons in comments', 'SELECT 1 /* ; */ -- ;\n; SELECT 2', ['SELECT 1', 'SELECT 2']],
    ['doubled quotes', `SELECT 'it''s; fine'; SELECT "a"";b"`, [`SELECT 'it''s; fine'`, 'SELECT "a"";b"']],
    ['a trigger with statements of its own', `${TRIGGER}; SELECT 2`, [TRIGGER, 'SELECT 2']],
    ['a case within a trigger', `${CASE_TRIGGER}; SELECT 2`, [CASE_TRIGGER, 'SELECT 2']],
    ['a comment that never ends', 'SELECT 1 /* ; SELECT 2', ['SELECT 1']],
    ['Chinese names', 'SELECT 客户;SELECT 1', ['SELECT 客户', 'SELECT 1']],
  ])('%s', (_, sql, expected) => {
    expect(texts(sql)).toEqual(expected);
  });

  test('a text of statements without quotes splits at its semicolons', () => {
    const words = fc.array(fc.stringMatching(/^[a-z0-9 ,.=<>()]*[a-z]$/), { minLength: 1 });
    fc.assert(
      fc.property(words, (parts) => {
        expect(splitStatements(parts.join(';')).map(({ text }) => text)).toEqual(
          parts.map((part) => part.trim()),
        );
      }),
    );
  });

  test('exactly one statement is asked for where one is run', () => {
    expect(analysis.single('SELECT 1;').text).toBe('SELECT 1');
    expect(() => analysis.single('SELECT 1; SELECT 2')).toThrow(refusal('SQL_MANY_STATEMENTS'));
    expect(() => analysis.single(' -- nothing\n;')).toThrow(refusal('SQL_NO_STATEMENT'));
  });
});

describe('what a statement does', () => {
  test.each([
    ['SELECT 1', 'read', false, false, false],
    ['VALUES (1)', 'read', false, false, false],
    ['WITH a(x) AS (SELECT 1), b AS MATERIALIZED (SELECT 2) SELECT * FROM a', 'read', false, false, false],
    ['WITH replace AS (SELECT 1) INSERT INTO t SELECT * FROM replace', 'write', true, true, true],
    ['with recursive c(x) as (select 1) delete from t', 'write', true, true, false],
    ['insert into t values (1) returning a', 'write', true, true, true],
    ['REPLACE INTO t VALUES (1)', 'write', true, true, true],
    ['UPDATE t SET a = 1', 'write', true, true, false],
    ['DELETE FROM t', 'write', true, true, false],
    ['REINDEX', 'write', true, false, false],
    ['CREATE TABLE IF NOT EXISTS t (a)', 'schema', true, false, false],
    ['CREATE UNIQUE INDEX i ON t (a)', 'schema', true, false, false],
    ['CREATE VIRTUAL TABLE f USING fts5(a)', 'schema', true, false, false],
    ['ALTER TABLE t ADD COLUMN b', 'schema', true, false, false],
    ['DROP VIEW v', 'schema', true, false, false],
    ['BEGIN', 'begin', false, false, false],
    ['BEGIN TRANSACTION READONLY', 'begin', false, false, false],
    ['BEGIN IMMEDIATE', 'begin', true, false, false],
    ['COMMIT', 'end', false, false, false],
    ['ROLLBACK', 'end', false, false, false],
    ['ROLLBACK TO here', 'release', false, false, false],
    ['SAVEPOINT here', 'savepoint', false, false, false],
    ['RELEASE here', 'release', false, false, false],
    ['PRAGMA table_info(t)', 'read', false, false, false],
    ['PRAGMA foreign_keys = off', 'read', false, false, false],
    ['PRAGMA main.user_version = 3', 'read', true, false, false],
    ['PRAGMA journal_mode', 'read', false, false, false],
    ['EXPLAIN QUERY PLAN DELETE FROM t', 'read', false, false, false],
  ])('%s', (sql, kind, takesWriteLock, changesRows, insertsRows) => {
    expect(analysis.single(sql)).toMatchObject({ kind, takesWriteLock, changesRows, insertsRows });
  });
});

describe('what sqld refuses is refused', () => {
  test.each([
    ...['CREATE TEMP TABLE t (a)', 'CREATE TEMPORARY VIEW v AS SELECT 1', 'CREATE TABLE temp.t (a)'],
    ...[
      'CREATE TABLE IF NOT EXISTS "temp".t (a)',
      'CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END',
    ],
    ...[
      'VACUUM',
      `VACUUM INTO '/tmp/x'`,
      `ATTACH '/tmp/x' AS y`,
      `ATTACH DATABASE '/tmp/x' AS y`,
      'DETACH y',
    ],
    ...['ANALYZE', 'analyze t', 'PRAGMA journal_mode = delete', 'PRAGMA journal_mode(delete)'],
    ...[
      'PRAGMA synchronous = off',
      'PRAGMA busy_timeout = 5',
      'PRAGMA cache_size = 5',
      'PRAGMA query_only = 1',
    ],
    ...[
      'PRAGMA main.recursive_triggers = 1',
      'PRAGMA wal_checkpoint',
      'PRAGMA optimize',
      'PRAGMA schema_version = 1',
    ],
    ...[
      'PRAGMA writable_schema = 1',
      'PRAGMA',
      'EXPLAIN PRAGMA cache_size = 5',
      'EXPLAIN QUERY PLAN PRAGMA optimize',
    ],
    ...[
      'NOT A VALID SQL',
      'WITH a AS (SELECT 1)',
      'WITH a AS (SELECT 1) PRAGMA optimize',
      '/* hidden */ VACUUM',
    ],
  ])('%s', (sql) => {
    expect(() => analysis.single(sql)).toThrow(refusal('SQL_PARSE_ERROR'));
    expect(() => analysis.script(`SELECT 1; ${sql}`)).toThrow(refusal('SQL_PARSE_ERROR'));
  });
});
