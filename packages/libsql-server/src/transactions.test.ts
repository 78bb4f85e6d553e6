import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openNative } from './native.ts';
import { CLOSE, codeOf, execute, rowsOf, startTestServer, type TestServer } from './test-support.ts';

const INSERT = (value: string) => execute(`INSERT INTO t VALUES ('${value}')`);

async function withTable(options = {}) {
  const test = startTestServer(options);
  await test.send([execute('CREATE TABLE t (a)'), CLOSE]);
  return test;
}

async function valuesIn({ send }: Pick<TestServer, 'send'>): Promise<unknown[]> {
  const { results } = await send([execute('SELECT a FROM t ORDER BY rowid'), CLOSE]);
  return rowsOf(results[0]).flat();
}

describe('writers', () => {
  test('wait in line, are served in order of arrival, and none fails', async () => {
    const server = await withTable();
    const { send } = server;
    const holder = await send([execute('BEGIN IMMEDIATE'), INSERT('holder')]);
    const transaction = (name: string) =>
      send([execute('BEGIN IMMEDIATE'), INSERT(name), execute('COMMIT'), CLOSE]);
    const waiting = [transaction('b'), send([INSERT('c'), CLOSE]), transaction('d')];
    const released = send(
      [execute('COMMIT'), execute('BEGIN IMMEDIATE'), INSERT('again'), execute('COMMIT')],
      holder.baton,
    );
    const answers = await Promise.all([...waiting, released, transaction('late')]);
    expect(answers.flatMap(({ results }) => results.map(codeOf)).every((code) => code === 'ok')).toBe(true);
    expect(await valuesIn(server)).toEqual(['holder', 'b', 'c', 'd', 'again', 'late']);
  });

  test('readers do not wait for them', async () => {
    const server = await withTable();
    await server.send([execute('BEGIN IMMEDIATE'), INSERT('unseen')]);
    expect(await valuesIn(server)).toEqual([]);
  });

  test('a client that goes away while it waits leaves the line', async () => {
    const server = await withTable();
    const holder = await server.send([execute('BEGIN IMMEDIATE')]);
    const gone = new AbortController();
    const waiting = server.server.fetch(
      new Request('http://database/v2/pipeline', {
        method: 'POST',
        body: JSON.stringify({ requests: [INSERT('gone')] }),
        signal: gone.signal,
      }),
    );
    const next = server.send([INSERT('next')]);
    await server.send([execute('SELECT 1'), CLOSE]);
    gone.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await server.send([CLOSE], holder.baton);
    await next;
    expect(await valuesIn(server)).toEqual(['next']);
  });
});

describe('a transaction that is too old', () => {
  async function stolenTransaction() {
    const clock = { now: 0 };
    const server = await withTable({ now: () => clock.now, idleTimeoutMs: 1_000_000 });
    const slow = await server.send([execute('BEGIN IMMEDIATE'), INSERT('slow')]);
    clock.now += 5_000;
    const quick = await server.send([INSERT('quick'), CLOSE]);
    return { ...server, slow, quick };
  }

  test('loses its lock to a writer who waits', async () => {
    const server = await stolenTransaction();
    expect(codeOf(server.quick.results[0])).toBe('ok');
    const { results } = await server.send(
      [INSERT('more'), execute('SELECT 1'), execute('COMMIT')],
      server.slow.baton,
    );
    expect(results.map(codeOf)).toEqual(Array(3).fill('TRANSACTION_TIMEOUT'));
    expect(await valuesIn(server)).toEqual(['quick']);
  });

  test('may be followed by another one on the same stream', async () => {
    const server = await stolenTransaction();
    const { results } = await server.send(
      [execute('ROLLBACK'), execute('BEGIN IMMEDIATE'), INSERT('again'), execute('COMMIT'), CLOSE],
      server.slow.baton,
    );
    expect(results.map(codeOf)).toEqual(['TRANSACTION_TIMEOUT', 'ok', 'ok', 'ok', 'ok']);
    expect(await valuesIn(server)).toEqual(['quick', 'again']);
  });

  test('goes on when nobody waits', async () => {
    const clock = { now: 0 };
    const server = await withTable({ now: () => clock.now, idleTimeoutMs: 1_000_000 });
    const slow = await server.send([execute('BEGIN IMMEDIATE'), INSERT('slow')]);
    clock.now += 60_000;
    await server.send([execute('COMMIT'), CLOSE], slow.baton);
    expect(await valuesIn(server)).toEqual(['slow']);
  });
});

describe('a transaction that read before it writes', () => {
  test('is refused at once when its snapshot is stale, and its connection is not used again', async () => {
    const server = await withTable();
    const { send } = server;
    const stale = await send([execute('BEGIN'), execute('SELECT * FROM t')]);
    await send([INSERT('newer'), CLOSE]);
    const { results, baton } = await send([INSERT('late')], stale.baton);
    expect(results[0]?.error).toEqual({ code: 'SQLITE_BUSY', message: 'SQLite error: database is locked' });
    await send([execute('ROLLBACK'), CLOSE], baton);
    for (const name of ['x', 'y', 'z']) {
      const answer = await send([execute('BEGIN IMMEDIATE'), INSERT(name), execute('COMMIT'), CLOSE]);
      expect(answer.results.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok']);
    }
    expect(await valuesIn(server)).toEqual(['newer', 'x', 'y', 'z']);
  });

  test('does not keep the write lock after that', async () => {
    const { send } = await withTable();
    const stale = await send([execute('BEGIN'), execute('SELECT * FROM t')]);
    await send([INSERT('newer'), CLOSE]);
    await send([INSERT('late')], stale.baton);
    expect(codeOf((await send([INSERT('next')])).results[0])).toBe('ok');
  });

  test('goes through when nobody wrote meanwhile', async () => {
    const server = await withTable();
    const reader = await server.send([execute('BEGIN'), execute('SELECT * FROM t')]);
    await server.send([INSERT('mine'), execute('COMMIT'), CLOSE], reader.baton);
    expect(await valuesIn(server)).toEqual(['mine']);
  });
});

describe('another process that holds the write lock', () => {
  test('is waited for', async () => {
    const server = await withTable();
    const other = openNative(join(server.directory, 'main.db'));
    other.exec("BEGIN IMMEDIATE; INSERT INTO t VALUES ('other')");
    const waiting = [
      server.send([INSERT('first'), CLOSE]),
      server.send([execute('BEGIN IMMEDIATE'), INSERT('second'), execute('COMMIT'), CLOSE]),
    ];
    await server.send([execute('SELECT 1'), CLOSE]);
    other.exec('COMMIT');
    for (const { results } of await Promise.all(waiting))
      expect(results.map(codeOf)).not.toContain('SQLITE_BUSY');
    expect(await valuesIn(server)).toEqual(['other', 'first', 'second']);
  });

  test('is not waited for longer than a transaction may take', async () => {
    const server = await withTable({ transactionTimeoutMs: 20 });
    const other = openNative(join(server.directory, 'main.db'));
    other.exec('BEGIN IMMEDIATE');
    expect(codeOf((await server.send([INSERT('refused'), CLOSE])).results[0])).toBe('SQLITE_BUSY');
    other.exec('ROLLBACK');
    expect(codeOf((await server.send([INSERT('taken'), CLOSE])).results[0])).toBe('ok');
    expect(await valuesIn(server)).toEqual(['taken']);
  });
});

describe('a connection that passes to another stream', () => {
  test('checks foreign keys again', async () => {
    const { send } = await withTable();
    await send([execute('PRAGMA foreign_keys = off'), execute('PRAGMA foreign_keys'), CLOSE]);
    expect(rowsOf((await send([execute('PRAGMA foreign_keys'), CLOSE])).results[0])).toEqual([['1']]);
  });

  test('has no open transaction', async () => {
    const server = await withTable();
    await server.send([execute('BEGIN'), INSERT('lost'), CLOSE]);
    expect(codeOf((await server.send([execute('BEGIN'), CLOSE])).results[0])).toBe('ok');
    expect(await valuesIn(server)).toEqual([]);
  });
});
