import { describe, expect, test } from 'vitest';
import { execute, startTestServer } from './test-support.ts';

const select = JSON.stringify({ requests: [execute('SELECT 1'), { type: 'close' }] });
const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers });

describe('the server on a port', () => {
  test('answers as it does in process', async () => {
    const { server } = startTestServer();
    const { url, port } = await server.listen();
    const [overTcp, inProcess] = await Promise.all([
      post(`${url}/v2/pipeline`, select),
      server.fetch(new Request('http://database/v2/pipeline', { method: 'POST', body: select })),
    ]);
    expect(await overTcp.json()).toEqual(await inProcess.json());
    expect([overTcp.status, overTcp.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(url).toBe(`http://127.0.0.1:${port}`);
  });

  test('refuses a port that is taken', async () => {
    const { server } = startTestServer();
    const { port } = await server.listen();
    await expect(server.listen({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  test('refuses a body beyond 32 MiB, wherever it came by', async () => {
    const { server } = startTestServer();
    const { url } = await server.listen();
    const body = `"${'x'.repeat(32 * 1024 * 1024)}"`;
    const answers = await Promise.all([
      post(`${url}/v2/pipeline`, body),
      server.fetch(new Request('http://database/v2/pipeline', { method: 'POST', body })),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({ code: 'REQUEST_TOO_LARGE' });
    }
  });

  test('takes no more requests once closed, and does not wait for idle connections', async () => {
    const { server } = startTestServer();
    const { url, close } = await server.listen();
    await (await post(`${url}/v2/pipeline`, select)).text();
    await close();
    await expect(post(`${url}/v2/pipeline`, select)).rejects.toThrow('fetch failed');
  });
});

test('counts what a database did: round trips, statements, and rows with those of triggers', async () => {
  const { server, send } = startTestServer();
  const counts = async () => (await server.fetch(new Request('http://database/counts'))).json();
  await send([
    execute('CREATE TABLE t (a)'),
    execute('CREATE TABLE log (a)'),
    execute('CREATE TRIGGER noted AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END'),
    { type: 'close' },
  ]);
  const before = await counts();
  await send([execute('INSERT INTO t VALUES (1), (2)'), execute('SELECT * FROM t'), { type: 'close' }]);
  const { pipelines, statements } = before as Record<string, number>;
  expect(before).toMatchObject({ pipelines: 1, statements: 3 });
  expect(await counts()).toEqual({
    pipelines: Number(pipelines) + 1,
    statements: Number(statements) + 2,
    rowsWritten: (before as { rowsWritten: number }).rowsWritten + 4,
  });
});

describe('paths and methods', () => {
  test.each([
    ['GET', '/v2', 200],
    ['GET', '/tenant/v2', 200],
    ['POST', '/tenant/v2/pipeline?ignored=1', 200],
    ['GET', '/tenant/counts', 200],
    ['POST', '/counts', 405],
    ['GET', '/v2/pipeline', 405],
    ['POST', '/v2', 405],
    ['GET', '/v3', 404],
    ['POST', '/v2/cursor', 404],
    ['POST', '/a/b/v2/pipeline', 404],
    ['POST', '/..%2Fescape/v2/pipeline', 404],
    ['POST', '/:memory:/v2/pipeline', 404],
    ['POST', '/Upper/v2/pipeline', 404],
    ['POST', `/${'x'.repeat(65)}/v2/pipeline`, 404],
  ])('%s %s is answered with %d', async (method, path, status) => {
    const { server } = startTestServer();
    const body = method === 'POST' ? { body: select } : {};
    expect((await server.fetch(new Request(`http://database${path}`, { method, ...body }))).status).toBe(
      status,
    );
  });

  test.each([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['an unknown request', '{"requests":[{"type":"explode"}]}'],
    ['a request of Hrana 3', '{"requests":[{"type":"get_autocommit"}]}'],
    ['a statement without SQL', '{"requests":[{"type":"execute","stmt":{}}]}'],
    [
      'a statement with SQL and an id',
      '{"requests":[{"type":"execute","stmt":{"sql":"SELECT 1","sql_id":1}}]}',
    ],
    [
      'a boolean argument',
      JSON.stringify({ requests: [execute('SELECT ?', [{ type: 'boolean', value: true }])] }),
    ],
    ['a condition on a later step', conditionOn({ type: 'ok', step: 0 })],
    ['an unknown condition', conditionOn({ type: 'maybe' })],
  ])('%s is a breach of protocol', async (_, body) => {
    const { server } = startTestServer();
    const response = await server.fetch(new Request('http://database/v2/pipeline', { method: 'POST', body }));
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'text/plain']);
  });
});

describe('a token', () => {
  test.each([
    ['none', {}, 401],
    ['a wrong one', { authorization: 'Bearer wrong' }, 401],
    ['the right one without its scheme', { authorization: 'secret' }, 401],
    ['the right one', { authorization: 'Bearer secret' }, 200],
  ])('%s', async (_, headers, status) => {
    const { server } = startTestServer({ authToken: 'secret' });
    const request = new Request('http://database/v2/pipeline', { method: 'POST', body: select, headers });
    expect((await server.fetch(request)).status).toBe(status);
  });
});

function conditionOn(condition: unknown): string {
  return JSON.stringify({
    requests: [{ type: 'batch', batch: { steps: [{ stmt: { sql: 'SELECT 1' }, condition }] } }],
  });
}
