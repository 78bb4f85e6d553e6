import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openNative } from './native.ts';
import { CLOSE, codeOf, execute, rowsOf, startTestServer } from './test-support.ts';

function withClock(options = {}) {
  const clock = { now: 1_000_000 };
  return { clock, ...startTestServer({ now: () => clock.now, ...options }) };
}

describe('batons', () => {
  test('carry a stream from request to request until it is closed', async () => {
    const { send } = startTestServer();
    const first = await send([execute('BEGIN'), execute('CREATE TABLE t (a)')]);
    const second = await send([execute('INSERT INTO t VALUES (1)'), execute('COMMIT')], first.baton);
    const third = await send([execute('SELECT * FROM t'), CLOSE], second.baton);
    expect(rowsOf(third.results[0])).toEqual([['1']]);
    expect(third.baton).toBeNull();
    expect(new Set([first.baton, second.baton]).size).toBe(2);
  });

  test.each([
    ['used before', async ({ first }: Batons) => first],
    ['made up', async () => 'bm90aGluZw.1'],
    ['of a closed stream', async ({ second, close }: Batons) => close(second)],
  ])('one that was %s is refused', async (_, choose) => {
    const { send, post } = startTestServer();
    const first = (await send([execute('SELECT 1')])).baton;
    const second = (await send([execute('SELECT 2')], first)).baton;
    const close = async (baton: string | null) => (await send([CLOSE], baton)).baton ?? baton;
    const baton = await choose({ first, second, close });
    const response = await post({ baton, requests: [execute('SELECT 3')] });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain']);
  });

  test('one is refused while the request that it began still waits', async () => {
    const { send, post } = startTestServer();
    const { baton } = await send([execute('CREATE TABLE t (a)')]);
    const writer = await send([execute('BEGIN IMMEDIATE')]);
    const waiting = send([execute('INSERT INTO t VALUES (1)')], baton);
    const again = await post({ baton, requests: [execute('SELECT 1')] });
    expect([again.status, await again.text()]).toEqual([400, 'Received a baton that has already been used']);
    await send([CLOSE], writer.baton);
    expect(codeOf((await waiting).results[0])).toBe('ok');
  });

  test('one of another database is refused', async () => {
    const { send, post } = startTestServer();
    const { baton } = await send([execute('SELECT 1')]);
    expect((await post({ baton, requests: [] }, '/other/v2/pipeline')).status).toBe(400);
  });

  test('a request after close in the same pipeline is refused', async () => {
    const { post } = startTestServer();
    expect((await post({ requests: [CLOSE, execute('SELECT 1')] })).status).toBe(400);
  });

  test('a breach of protocol rolls the transaction back', async () => {
    const { send, post } = startTestServer();
    const { baton } = await send([
      execute('CREATE TABLE t (a)'),
      execute('BEGIN IMMEDIATE'),
      execute('DELETE FROM t'),
    ]);
    expect((await post({ baton, requests: [{ type: 'execute', stmt: { sql_id: 9 } }] })).status).toBe(400);
    expect(codeOf((await send([execute('INSERT INTO t VALUES (1)')])).results[0])).toBe('ok');
  });
});

interface Batons {
  first: string | null;
  second: string | null;
  close: (baton: string | null) => Promise<string | null>;
}

describe('idle streams', () => {
  test('expire, and their transaction is rolled back', async () => {
    const { send, post, clock } = withClock();
    const { baton } = await send([
      execute('CREATE TABLE t (a)'),
      execute('BEGIN IMMEDIATE'),
      execute('DELETE FROM t'),
    ]);
    clock.now += 10_000;
    const other = await send([execute('INSERT INTO t VALUES (1)')]);
    expect(codeOf(other.results[0])).toBe('ok');
    const response = await post({ baton, requests: [execute('COMMIT')] });
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/json']);
    expect(await response.json()).toMatchObject({ code: 'STREAM_EXPIRED' });
  });

  test('expire by themselves, without another request', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { send, directory } = startTestServer();
    await send([execute('CREATE TABLE t (a)'), execute('BEGIN IMMEDIATE')]);
    const other = openNative(join(directory, 'main.db'));
    expect(() => other.exec('BEGIN IMMEDIATE')).toThrow('database is locked');
    vi.advanceTimersByTime(10_000);
    expect(() => other.exec('BEGIN IMMEDIATE')).not.toThrow();
  });

  test('live on when they are used in time', async () => {
    const { send, clock } = withClock();
    let { baton } = await send([execute('BEGIN IMMEDIATE')]);
    for (let request = 0; request < 3; request += 1) {
      clock.now += 9_999;
      ({ baton } = await send([execute('SELECT 1')], baton));
    }
    expect(codeOf((await send([execute('COMMIT')], baton)).results[0])).toBe('ok');
  });
});

describe('stored texts', () => {
  test('are limited in number and length', async () => {
    const { send } = startTestServer();
    const store = (sqlId: number, sql: string) => ({ type: 'store_sql', sql_id: sqlId, sql });
    const { results } = await send([
      store(100, `SELECT '${'x'.repeat(5_000)}'`),
      ...Array.from({ length: 51 }, (_, sqlId) => store(sqlId, 'SELECT 1')),
    ]);
    expect(codeOf(results[0])).toBe('SQL_STORE_TOO_LARGE');
    expect(results.slice(1, 51).every((result) => result.type === 'ok')).toBe(true);
    expect(codeOf(results[51])).toBe('SQL_STORE_TOO_MANY');
  });

  test('cannot be replaced under the same id', async () => {
    const { post } = startTestServer();
    const store = { type: 'store_sql', sql_id: 1, sql: 'SELECT 1' };
    expect((await post({ requests: [store, store] })).status).toBe(400);
  });
});
