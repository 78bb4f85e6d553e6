import { describe, expect, test } from 'vitest';
import { answer } from './app.ts';
import { type EdgeEnv, type Service, type WorkerName, workerNames } from './env.ts';

const healthy: Service = {
  fetch: async () => Response.json({ status: 'ok', worker: 'any', version: '1', database: 'ok' }),
};

function edge(services: Partial<Record<WorkerName, Service>> = {}): EdgeEnv {
  const all = Object.fromEntries(workerNames.map((name) => [name, services[name] ?? healthy]));
  return { version: '1.2.3', services: all as Record<WorkerName, Service> };
}

/** As every answer of a Worker tells it. */
const timing = /^db;dur=\d+\.\d;desc="\d", app;dur=\d+\.\d$/;

const ask = (path: string, init?: RequestInit, env = edge()) =>
  answer(new Request(`https://crm.example.com${path}`, init), env);

describe('a request with an owner', () => {
  test('reaches its Worker as it came, the body streaming', async () => {
    const echo: Service = {
      async fetch(request) {
        return new Response(request.body, {
          status: 202,
          headers: {
            'X-Seen': `${request.method} ${request.url}`,
            'X-Ip': String(request.headers.get('CF-Connecting-IP')),
          },
        });
      },
    };
    const body = ReadableStream.from([
      new TextEncoder().encode('half and '),
      new TextEncoder().encode('half'),
    ]);
    const response = await ask(
      '/v1/tickets?limit=5',
      {
        method: 'POST',
        body,
        duplex: 'half',
        headers: { 'CF-Connecting-IP': '198.51.100.7' },
      } as RequestInit,
      edge({ tickets: echo }),
    );
    expect(response.status).toBe(202);
    expect(response.headers.get('X-Seen')).toBe('POST https://crm.example.com/v1/tickets?limit=5');
    expect(response.headers.get('X-Ip')).toBe('198.51.100.7');
    expect(await response.text()).toBe('half and half');
  });

  test('is answered 503 with a time to come back when its Worker is down', async () => {
    const broken: Service = { fetch: () => Promise.reject(new Error('isolate lost at 10.0.0.1')) };
    const response = await ask('/v1/contracts', {}, edge({ contracts: broken }));
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
    const problem = await response.text();
    expect(JSON.parse(problem)).toMatchObject({ code: 'service.unavailable', status: 503 });
    expect(problem).toContain('contracts');
    expect(problem).not.toContain('10.0.0.1');
    const headers = { 'Accept-Language': 'zh-CN' };
    const chinese = await ask('/v1/contracts', { headers }, edge({ contracts: broken }));
    expect(await chinese.json()).toMatchObject({ detail: expect.stringMatching(/^合同服务暂无响应/) });
  });
});

describe('a request without an owner', () => {
  test('is a problem document with the id of the request', async () => {
    const response = await ask('/v1/unknown?q=1');
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(response.headers.get('Server-Timing')).toMatch(timing);
    const id = response.headers.get('X-Request-Id');
    expect(id).toMatch(/^req_/);
    expect(await response.json()).toEqual({
      type: 'https://crm.example.com/docs/problems/route.not_found',
      title: 'Nothing here',
      status: 404,
      detail: 'No resource answers at /v1/unknown.',
      instance: id,
      code: 'route.not_found',
    });
  });

  test('is answered in the language that was asked for', async () => {
    const response = await ask('/nowhere', { headers: { 'Accept-Language': 'zh-CN,en;q=0.5' } });
    expect(response.headers.get('Content-Language')).toBe('zh-CN');
    expect(response.headers.get('Vary')).toContain('Accept-Language');
    expect(await response.json()).toMatchObject({ title: '没有此路径' });
  });

  test('has no body when only the head was asked for', async () => {
    const response = await ask('/nowhere', { method: 'HEAD' });
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await response.text()).toBe('');
  });
});

describe('the health of the whole', () => {
  test('is told at /healthz', async () => {
    const response = await ask('/healthz');
    expect(response.status).toBe(200);
    expect(response.headers.get('X-Request-Id')).toMatch(/^req_/);
    expect(response.headers.get('Server-Timing')).toMatch(timing);
    expect(await response.json()).toMatchObject({ status: 'ok', version: '1.2.3', database: 'ok' });
  });

  test('is told without a body to HEAD', async () => {
    const response = await ask('/healthz', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });

  test('cannot be written', async () => {
    const response = await ask('/healthz', { method: 'POST' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe('GET, HEAD');
  });
});
