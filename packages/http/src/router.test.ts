import { newId } from '@keyline/kernel';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { givenUnits, type Units } from './testing/given-units.ts';
import { personal } from './testing/unit-domain.ts';

let units: Units;
beforeEach(async () => {
  units = await givenUnits();
});
afterEach(() => {
  vi.restoreAllMocks();
});

const someId = 'org_01kafxq0h3e7rvx8bm2s9t4c5d';

describe('a path', () => {
  test.each(['/', '/v1/nothing', '/v1/units/', `/v1/units/${someId}/`, '/v2/units', '/v1//units'])(
    '%s that leads nowhere is told as a problem',
    async (path) => {
      const { status, headers, body } = await units.ask('GET', path);
      expect([status, body.code]).toEqual([404, 'route.not_found']);
      expect(headers.get('Content-Type')).toBe('application/problem+json');
      expect(body.detail).toBe(`No resource answers at ${path}.`);
    },
  );

  test.each([
    ['PUT', '/v1/units', 'POST'],
    ['GET', '/v1/units', 'POST'],
    ['HEAD', '/v1/units', 'POST'],
    ['POST', `/v1/units/${someId}`, 'PATCH, DELETE, GET, HEAD'],
    ['OPTIONS', `/v1/units/${someId}`, 'PATCH, DELETE, GET, HEAD'],
    ['PROPFIND', '/v1/version', 'GET, HEAD'],
  ])('does not take %s %s, and says what it takes: %s', async (method, path, allow) => {
    const { status, headers, body } = await units.ask(method, path);
    expect([status, headers.get('Allow')]).toEqual([405, allow]);
    if (method !== 'HEAD') {
      expect(body.code).toBe('route.method_not_allowed');
      expect(body.detail).toBe(`${path} does not answer to ${method}.`);
    }
  });

  test('that is read is looked at by HEAD as well, without a body', async () => {
    const { id } = await units.unit();
    const [get, head] = await Promise.all(['GET', 'HEAD'].map((m) => units.ask(m, `/v1/units/${id}`)));
    expect([head?.status, head?.body, head?.trips]).toEqual([200, undefined, 1]);
    for (const header of ['ETag', 'Content-Type', 'Cache-Control']) {
      expect(head?.headers.get(header)).toBe(get?.headers.get(header));
    }
    const missing = await units.ask('HEAD', `/v1/units/${someId}`);
    expect([missing.status, missing.body]).toEqual([404, undefined]);
    expect((await units.ask('HEAD', '/v1/version')).status).toBe(200);
  });
});

describe('every answer', () => {
  const asked: [string, string, object?][] = [
    ['POST', '/v1/units', { body: { name: 'x' } }],
    ['POST', '/v1/units', { body: {} }],
    ['GET', '/v1/units/org_1'],
    ['GET', `/v1/units/${someId}`],
    ['GET', '/v1/version'],
    ['GET', '/v1/nothing'],
    ['PUT', '/v1/units'],
    ['POST', '/v1/units', { token: 'x' }],
  ];

  test.each(asked)('to %s %s says which request it was and what it cost', async (method, path, more) => {
    const { headers } = await units.ask(method, path, more);
    expect(headers.get('X-Request-Id')).toMatch(/^req_[0-7][0-9a-z]{25}$/);
    expect(headers.get('Server-Timing')).toMatch(/^db;dur=\d+\.\d;desc="\d", app;dur=\d+\.\d$/);
  });

  test('carries the id that the edge gave, when it is one of ours', async () => {
    const id = newId('request');
    const get = (given: string, path = '/v1/version') =>
      units.ask('GET', path, { headers: { 'X-Request-Id': given } });
    expect((await get(id)).headers.get('X-Request-Id')).toBe(id);
    const problem = await get(id, '/v1/nothing');
    expect([problem.headers.get('X-Request-Id'), problem.body.instance]).toEqual([id, id]);
    for (const foreign of ['1', newId('user'), `${id}0`, id.toUpperCase(), id.replace(/.$/, 'u'), `x${id}`]) {
      const answered = (await get(foreign)).headers.get('X-Request-Id');
      expect(answered).not.toBe(foreign);
      expect(answered).toMatch(/^req_/);
    }
  });

  test('and the event, name the same request', async () => {
    const { headers } = await units.ask('POST', '/v1/units', { body: { name: 'x' } });
    const [event] = await units.database.execute('SELECT request_id FROM events');
    expect(event?.request_id).toBe(headers.get('X-Request-Id'));
  });

  test.each([
    [undefined, 'en'],
    ['zh-CN', 'zh-CN'],
    ['zh-TW,en;q=0.5', 'zh-CN'],
    ['fr', 'en'],
    ['en;q=0.4, zh;q=0.8', 'zh-CN'],
    ['zh;q=0', 'en'],
    ['nonsense;;;q=x', 'en'],
  ])('to Accept-Language %s is in %s', async (wished, language) => {
    const headers: Record<string, string> = wished === undefined ? {} : { 'Accept-Language': wished };
    const found = { en: 'There is no unit with this id.', 'zh-CN': '没有此编号的单元。' }[language];
    const { headers: answered, body } = await units.ask('GET', `/v1/units/${someId}`, { headers });
    expect([answered.get('Content-Language'), body.detail]).toEqual([language, found]);
    expect((await units.ask('GET', '/v1/nothing', { headers })).headers.get('Content-Language')).toBe(
      language,
    );
  });

  test('is kept by no cache', async () => {
    const { id } = await units.unit();
    for (const path of [`/v1/units/${id}`, `/v1/units/${someId}`, '/v1/nothing']) {
      expect((await units.ask('GET', path)).headers.get('Cache-Control')).toBe('no-store');
    }
  });
});

describe('a bug', () => {
  test('is our fault: the caller hears of its id, and the log of its place, without anybody’s data', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { id } = await units.unit();
    const { status, headers, body } = await units.ask('POST', `/v1/units/${id}/actions/break`);
    expect([status, body.code]).toEqual([500, 'service.failed']);
    expect(headers.get('Content-Type')).toBe('application/problem+json');
    expect(JSON.stringify(body)).not.toMatch(/unit-domain|TypeError|no unit/);

    expect(log).toHaveBeenCalledOnce();
    const [[written] = []] = log.mock.calls;
    expect(written).toMatchObject({
      message: 'operation failed',
      operation: 'breakUnit',
      requestId: body.instance,
      error: { name: 'TypeError', cause: { name: 'RangeError' } },
    });
    expect(written.error.stack).toMatch(/^\s+at .*unit-domain/);
    expect(JSON.stringify(written)).not.toContain(personal);
  });

  test('in one operation does not touch the next request', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { id } = await units.unit();
    await units.ask('POST', `/v1/units/${id}/actions/break`);
    expect((await units.ask('GET', `/v1/units/${id}`)).status).toBe(200);
  });
});

test('a request that is refused is in no log', async () => {
  const logs = (['log', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level));
  await units.ask('POST', '/v1/units', { body: { name: personal, [personal]: 1 } });
  await units.ask('GET', `/v1/units/${someId}`);
  await units.ask('GET', `/v1/${personal}`, { token: personal });
  for (const log of logs) expect(log).not.toHaveBeenCalled();
});
