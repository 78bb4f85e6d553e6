import { afterEach, expect, test, vi } from 'vitest';
import { type Body, givenUnits } from './testing/given-units.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('health says how the Worker and its database are', async () => {
  const units = await givenUnits();
  const answer = await units.ask('GET', '/healthz');
  expect(answer).toMatchObject({
    status: 200,
    body: { status: 'ok', worker: 'units', version: 'unversioned', database: 'ok' },
  });
  const gone = { fetch: () => Promise.reject(new Error('gone')) };
  const { worker } = await units.through({ bindings: { DATABASE: gone, VERSION: '1.2.3' } });
  expect(await worker.request<Body>('GET', '/healthz')).toMatchObject({
    status: 503,
    body: { status: 'degraded', worker: 'units', version: '1.2.3', database: 'down' },
  });
});

test('health does not wait long for a database that hangs', async () => {
  const units = await givenUnits();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const reached = Promise.withResolvers<void>();
  const fetch = () => {
    reached.resolve();
    return new Promise<Response>(() => {});
  };
  const { worker } = await units.through({ bindings: { DATABASE: { fetch } } });
  const answer = worker.request<Body>('GET', '/healthz');
  await reached.promise;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await answer).toMatchObject({ status: 503, body: { database: 'down' } });
});
