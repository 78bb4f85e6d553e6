import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nativeRows, openNative } from './native.ts';
import { CLOSE, codeOf, execute, rowsOf, startTestServer } from './test-support.ts';
import { startServerWithSyncs, watch } from './testing/held-syncs.ts';

const INSERT = (id: number) => execute('INSERT INTO t VALUES (?)', [{ type: 'integer', value: String(id) }]);
const COUNT = [execute('SELECT count(*) FROM t'), CLOSE];
const batch = (...sqls: string[]) => ({
  type: 'batch',
  batch: { steps: sqls.map((sql) => ({ stmt: { sql } })) },
});
const sequence = (sql: string) => ({ type: 'sequence', sql });

/** A table, and from then on syncs that last until the test ends them. */
async function withHeldSyncs() {
  const server = startServerWithSyncs();
  await server.send([execute('CREATE TABLE t (id INTEGER PRIMARY KEY)'), CLOSE]);
  server.syncs.hold();
  const { send, syncs } = server;
  return {
    ...server,
    count: async () => Number(rowsOf((await send(COUNT)).results[0])[0]?.[0]),
    /** What comes first for an answer that is due: itself, or a sync. */
    firstOf: (answer: Promise<unknown>) =>
      Promise.race([answer.then(() => 'answer'), syncs.begun().then(() => 'sync')]),
  };
}

/** Changes whenever another connection has committed. */
function watchCommits(directory: string): () => unknown {
  const observer = openNative(join(directory, 'main.db'));
  onTestFinished(() => observer.close());
  return () => nativeRows(observer, 'PRAGMA data_version')[0]?.[0];
}

describe('a request that wrote', () => {
  test.each<[string, unknown[]]>([
    ['a statement by itself', [INSERT(1)]],
    ['rows that come back', [execute('INSERT INTO t VALUES (1) RETURNING id')]],
    ['a common table expression', [execute('WITH c(x) AS (SELECT 1) INSERT INTO t SELECT x FROM c')]],
    ['a batch with a transaction', [batch('BEGIN IMMEDIATE', 'INSERT INTO t VALUES (1)', 'COMMIT')]],
    ['a batch without one', [batch('INSERT INTO t VALUES (1)', 'SELECT 1')]],
    ['a deferred transaction', [execute('BEGIN'), INSERT(1), execute('END')]],
    ['a savepoint', [execute('SAVEPOINT s'), INSERT(1), execute('RELEASE s')]],
    ['a sequence', [sequence('SELECT 1; INSERT INTO t VALUES (1); SELECT 2')]],
    ['a change of the schema', [execute('CREATE INDEX i ON t (id)')]],
    ['a rebuilt index', [execute('CREATE INDEX i ON t (id)'), execute('REINDEX i')]],
    ['a version of the schema', [execute('PRAGMA user_version = 7')]],
    ['a write before an error', [INSERT(1), execute('SELECT nowhere')]],
    ['a write in a stream that closes', [INSERT(1), CLOSE]],
  ])('is answered after a sync that began after its commit: %s', async (_, requests) => {
    const { send, syncs, count, directory, firstOf } = await withHeldSyncs();
    const commits = watchCommits(directory);
    const before = commits();
    const answer = send(requests);
    const state = watch(answer);
    expect(await firstOf(answer)).toBe('sync');
    expect(commits()).not.toBe(before);
    await count();
    expect(state.isSettled).toBe(false);
    syncs.succeed();
    await answer;
    expect(syncs.count).toBe(1);
  });

  test('waits for its commit only, when it is a transaction of several requests', async () => {
    const { send, syncs, count, firstOf } = await withHeldSyncs();
    const begun = await send([execute('BEGIN IMMEDIATE')]);
    const written = await send([INSERT(1)], begun.baton);
    const committed = send([execute('COMMIT')], written.baton);
    expect(await firstOf(committed)).toBe('sync');
    expect(await count()).toBe(1);
    syncs.succeed();
    expect(codeOf((await committed).results[0])).toBe('ok');
  });

  test('waits also when it failed on what is not durable yet', async () => {
    const { send, syncs, count } = await withHeldSyncs();
    const first = send([INSERT(1), CLOSE]);
    await syncs.begun();
    const second = send([INSERT(1), CLOSE]);
    const state = watch(second);
    await count();
    expect(state.isSettled).toBe(false);
    syncs.succeed();
    await first;
    await syncs.begun();
    syncs.succeed();
    expect(codeOf((await second).results[0])).toBe('SQLITE_CONSTRAINT');
  });

  test('waits as well when the official client runs a script or a migration', async () => {
    const server = await withHeldSyncs();
    const client = server.client();
    const calls = [
      () => client.executeMultiple('CREATE TABLE one (a); INSERT INTO one VALUES (1);'),
      () => client.migrate(['CREATE TABLE two (a)', 'INSERT INTO two VALUES (2)']),
      async () => {
        const transaction = await client.transaction('write');
        await transaction.execute('INSERT INTO t VALUES (3)');
        await transaction.commit();
      },
    ];
    for (const call of calls) {
      const answer = call();
      const state = watch(answer);
      expect(await server.firstOf(answer)).toBe('sync');
      await server.count();
      expect(state.isSettled).toBe(false);
      server.syncs.letGo();
      await answer;
      server.syncs.hold();
    }
  });
});

describe('a sync', () => {
  test('serves all who committed before it began; those who commit meanwhile share the next', async () => {
    const { send, syncs, count } = await withHeldSyncs();
    const first = watch(send([INSERT(0), CLOSE]));
    await syncs.begun();
    const answers = Array.from({ length: 50 }, (_, index) => send([INSERT(index + 1), CLOSE]));
    const others = answers.map(watch);
    expect(await count()).toBe(51);
    expect([first, ...others].some(({ isSettled }) => isSettled)).toBe(false);
    syncs.succeed();
    await syncs.begun();
    await count();
    expect(first.isSettled).toBe(true);
    expect(others.some(({ isSettled }) => isSettled)).toBe(false);
    syncs.succeed();
    await Promise.all(answers);
    expect(syncs.count).toBe(2);
  });

  test('is awaited before the database closes', async () => {
    const { send, syncs, server } = await withHeldSyncs();
    const answer = send([INSERT(1), CLOSE]);
    await syncs.begun();
    const closed = server.close();
    const state = watch(closed);
    await nextTurn();
    expect(state.isSettled).toBe(false);
    syncs.succeed();
    await closed;
    expect(codeOf((await answer).results[0])).toBe('ok');
  });
});

test('SQLite itself syncs no commit, which would hold up everybody', async () => {
  const { send } = startServerWithSyncs();
  const NORMAL = '1';
  expect(rowsOf((await send([execute('PRAGMA synchronous')])).results[0])).toEqual([[NORMAL]]);
});

describe('a request that only reads', () => {
  test.each<[string, unknown[]]>([
    ['a query', [execute('SELECT * FROM t'), CLOSE]],
    ['a batch of queries', [batch('BEGIN TRANSACTION READONLY', 'SELECT * FROM t', 'COMMIT')]],
    ['a deferred transaction', [execute('BEGIN'), execute('SELECT * FROM t'), execute('COMMIT')]],
    ['a description', [{ type: 'describe', sql: 'DELETE FROM t' }]],
    ['an explanation', [execute('EXPLAIN DELETE FROM t')]],
    ['a transaction that is given up', [execute('BEGIN IMMEDIATE'), INSERT(2), CLOSE]],
  ])('never waits: %s', async (_, requests) => {
    const { send, syncs } = await withHeldSyncs();
    const { results } = await send(requests);
    expect(results.map(codeOf)).toEqual(requests.map(() => 'ok'));
    expect(syncs.count).toBe(0);
  });

  test('does not wait in a stream that wrote before', async () => {
    const { send, syncs } = await withHeldSyncs();
    syncs.letGo();
    const { baton } = await send([INSERT(1)]);
    syncs.hold();
    expect(rowsOf((await send(COUNT, baton)).results[0])).toEqual([['1']]);
    expect(syncs.count).toBe(0);
  });

  test('is answered while a sync is running', async () => {
    const { send, syncs, count } = await withHeldSyncs();
    const answer = send([INSERT(1), CLOSE]);
    await syncs.begun();
    expect(await count()).toBe(1);
    expect(syncs.isRunning).toBe(true);
    syncs.succeed();
    await answer;
  });
});

describe('a sync that fails', () => {
  async function failedServer() {
    const server = await withHeldSyncs();
    const { post, syncs } = server;
    const first = post({ requests: [INSERT(1), CLOSE] });
    await syncs.begun();
    const second = post({ requests: [INSERT(2), CLOSE] });
    await server.count();
    syncs.fail();
    return { ...server, answers: await Promise.all([first, second]) };
  }

  test('leaves nobody acknowledged, now and afterwards, whether they write or read', async () => {
    const { post, syncs, answers } = await failedServer();
    for (const sql of ['INSERT INTO t VALUES (3)', 'SELECT * FROM t', 'BEGIN IMMEDIATE']) {
      answers.push(await post({ requests: [execute(sql), CLOSE] }));
    }
    for (const answer of answers) {
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        code: 'SQLITE_IOERR',
        message: expect.stringContaining('EIO: i/o error, fdatasync'),
      });
    }
    expect(syncs.count).toBe(1);
  });

  test('ends transactions that are open', async () => {
    const { send, post, syncs } = await withHeldSyncs();
    const { baton } = await send([execute('BEGIN'), execute('SELECT * FROM t')]);
    const writer = post({ requests: [INSERT(1), CLOSE] });
    await syncs.begun();
    syncs.fail();
    await writer;
    expect((await post({ baton, requests: [execute('COMMIT')] })).status).toBe(500);
  });

  test('is known to the official client by its code', async () => {
    const { client } = await failedServer();
    await expect(client().execute('INSERT INTO t VALUES (4)')).rejects.toMatchObject({
      code: 'SQLITE_IOERR',
      message: expect.stringContaining('the write-ahead log could not be synced'),
    });
  });

  test('concerns one database', async () => {
    const { client, syncs } = await failedServer();
    syncs.letGo();
    await expect(client('other').execute('CREATE TABLE t (a)')).resolves.toBeDefined();
  });

  test('leaves the log alone until the database is opened anew, which then goes on', async () => {
    const { server, directory } = await failedServer();
    await server.close();
    const log = join(directory, 'main.db-wal');
    expect(statSync(log).size).toBeGreaterThan(0);
    const { send } = startTestServer({ synchronous: 'full', directory });
    const { results } = await send([INSERT(5), ...COUNT]);
    expect(results.map(codeOf)).toEqual(['ok', 'ok', 'ok']);
    expect(rowsOf(results[1])).toEqual([['3']]);
  });
});

test.each(['normal', 'off'] as const)(
  'with synchronous "%s" nobody waits for a sync',
  async (synchronous) => {
    const { send, syncs } = startServerWithSyncs({ synchronous });
    syncs.hold();
    await send([execute('CREATE TABLE t (a)'), execute('INSERT INTO t VALUES (1)')]);
    expect(syncs.count).toBe(0);
  },
);
