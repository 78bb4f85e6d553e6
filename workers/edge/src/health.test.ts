import { describe, expect, test } from 'vitest';
import { type EdgeEnv, type Service, type WorkerName, workerNames } from './env.ts';
import { healthResponse, readHealth } from './health.ts';

const saying = (status: string, database: string, code: number): Service => ({
  fetch: async () => Response.json({ status, worker: 'any', version: '1', database }, { status: code }),
});
const healthy = saying('ok', 'ok', 200);
const origin = 'https://crm.example.com';

function edge(services: Partial<Record<WorkerName, Service>>, otherwise = healthy): EdgeEnv {
  const all = Object.fromEntries(workerNames.map((name) => [name, services[name] ?? otherwise]));
  return { version: '1', services: all as Record<WorkerName, Service> };
}

describe('health', () => {
  test('is ok when every part is', async () => {
    const health = await readHealth(edge({}), origin);
    expect(health).toEqual({
      status: 'ok',
      version: '1',
      workers: { accounts: 'ok', opportunities: 'ok', contracts: 'ok', tickets: 'ok', notifications: 'ok' },
      database: 'ok',
    });
    expect(healthResponse(health).status).toBe(200);
  });

  test('names the Worker that throws', async () => {
    const broken: Service = { fetch: () => Promise.reject(new Error('gone')) };
    const health = await readHealth(edge({ tickets: broken }), origin);
    expect(health).toMatchObject({
      status: 'degraded',
      workers: { tickets: 'down', accounts: 'ok' },
      database: 'ok',
    });
    const response = healthResponse(health);
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toBe('5');
  });

  test('names the database when the Workers cannot reach it', async () => {
    const health = await readHealth(edge({}, saying('degraded', 'down', 503)), origin);
    expect(health).toMatchObject({
      status: 'degraded',
      workers: { contracts: 'degraded' },
      database: 'down',
    });
  });

  test('does not wait for a Worker that hangs', async () => {
    const hanging: Service = { fetch: () => new Promise<Response>(() => undefined) };
    const health = await readHealth(edge({ accounts: hanging }), origin, { timeLimitMs: 20 });
    expect(health.workers.accounts).toBe('down');
  });

  test('takes a Worker that talks nonsense for down', async () => {
    const nonsense: Service = { fetch: async () => new Response('<h1>Bad gateway</h1>') };
    const health = await readHealth(edge({}, nonsense), origin);
    expect(health.workers.accounts).toBe('down');
    expect(health.database).toBe('unknown');
  });

  test('in detail passes on what each Worker tells of its jobs, and leaves out what it should not know', async () => {
    const job = {
      name: 'sweep-deadlines',
      lastRunAt: '2026-03-02T01:32:00.000Z',
      scheduledAt: '2026-03-02T01:32:00.000Z',
      lastSuccessAt: null,
      lagSeconds: null,
      failures: 1,
      lastError: 'UnavailableError',
    };
    const deadlines = { overdue: 3, failing: 0 };
    const events = { unsent: 2, underWay: 1, dead: 1, stray: 0 };
    const asked: string[] = [];
    const counts = { tenantsAssumingNextYear: 7 };
    const telling: Service = {
      async fetch(request) {
        asked.push(new URL(request.url).search);
        const told = { jobs: [{ ...job, tenantId: 'ten_1' }], deadlines, events, counts };
        const detail = { ...told, tenants: ['ten_1'] };
        return Response.json({ status: 'ok', worker: 'any', version: '1', database: 'ok', detail });
      },
    };
    const health = await readHealth(edge({ tickets: telling }), origin, { detail: true });
    expect(health.detail?.tickets).toEqual({ jobs: [job], deadlines, events, counts });
    expect(health.detail?.accounts).toBeUndefined();
    expect(healthResponse(health).status).toBe(200);
    await readHealth(edge({ tickets: telling }), origin);
    expect(asked).toEqual(['?detail=1', '']);
  });
});
