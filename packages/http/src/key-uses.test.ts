import { createTestClock, type GivenApiKey, givenApiKey, signingKey } from '@keyline/testkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRuntime } from './runtime.ts';
import { givenUnits, type Units } from './testing/given-units.ts';
import { unitDomain } from './testing/unit-domain.ts';
import { createWorker } from './worker.ts';

const clock = createTestClock('2026-03-02T01:30:00Z');
const start = clock.now();

let units: Units;
let key: GivenApiKey;
beforeEach(async () => {
  clock.advance(start - clock.now());
  units = await givenUnits({ clock });
  key = await givenApiKey(units.database, units.given.tenantId, []);
});

function use(ask: Units['ask'], address?: string) {
  const headers = address === undefined ? {} : { 'CF-Connecting-IP': address };
  return ask('POST', '/v1/units', { token: key.token, headers, body: { name: 'x' } });
}

const uses = () => units.database.execute('SELECT api_key_id, used_at, address FROM api_key_uses');

describe('the use of a key', () => {
  test('is written down with its address, in a trip of its own', async () => {
    expect(await use(units.ask, '192.0.2.10')).toMatchObject({ status: 201, trips: 2 });
    expect(await uses()).toEqual([{ api_key_id: key.keyId, used_at: start, address: '192.0.2.10' }]);
    expect(await units.count('events')).toBe(1);
  });

  test('is written down again after ten minutes, however often it is used before', async () => {
    await use(units.ask, '192.0.2.10');
    clock.advance(599_999);
    await use(units.ask, '192.0.2.11');
    expect(await uses()).toMatchObject([{ used_at: start, address: '192.0.2.10' }]);
    clock.advance(1);
    await use(units.ask);
    expect(await uses()).toMatchObject([{ used_at: start + 600_000, address: null }]);
  });

  test('that is told late does not hide a later one', async () => {
    const other = await units.through({});
    const late = await units.through({ clock: createTestClock(start - 1) });
    await use(other.ask, '192.0.2.10');
    await use(late.ask, '192.0.2.11');
    expect(await uses()).toMatchObject([{ used_at: start, address: '192.0.2.10' }]);
  });

  test('is not that of somebody who only knows its id', async () => {
    const token = key.token.slice(0, -64) + '0'.repeat(64);
    expect((await units.ask('POST', '/v1/units', { token, body: { name: 'x' } })).status).toBe(401);
    expect(await uses()).toEqual([]);
  });

  test('by a person is none', async () => {
    await units.unit();
    expect(await uses()).toEqual([]);
  });
});

describe('writing it down', () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  afterEach(() => {
    log.mockClear();
  });

  /** Asks while the database answers the write of a use as told. */
  async function useWith(onWrite: () => Promise<Response>) {
    const { publicKeys } = await signingKey();
    const bindings = {
      ENVIRONMENT: 'test',
      CELL: 'main',
      DATABASE_URL: units.database.url,
      TOKEN_PUBLIC_KEYS: publicKeys,
      DATABASE: {
        async fetch(request: Request) {
          const isUse = (await request.clone().text()).includes('api_key_uses');
          return isUse ? onWrite() : units.database.binding.fetch(request);
        },
      },
    };
    const worker = createWorker(unitDomain(), (given) => createRuntime(given, {}, clock));
    const after: Promise<unknown>[] = [];
    const headers = { Authorization: `Bearer ${key.token}`, 'Content-Type': 'application/json' };
    const request = new Request('https://keyline.test/v1/units', {
      method: 'POST',
      headers,
      body: '{"name":"x"}',
    });
    const platform = { waitUntil: (work: Promise<unknown>) => void after.push(work) };
    return { answer: await worker.fetch(request, bindings, platform), after };
  }

  test('is nothing that the answer waits for', async () => {
    const written = Promise.withResolvers<Response>();
    const { answer, after } = await useWith(() => written.promise);
    expect([answer.status, after.length]).toEqual([201, 1]);
    written.reject(new TypeError('too late'));
    await Promise.all(after);
  });

  test('changes nothing when it fails, and the log says so', async () => {
    const { answer, after } = await useWith(() => Promise.reject(new TypeError('gone')));
    expect(answer.status).toBe(201);
    await Promise.all(after);
    expect(log.mock.calls).toMatchObject([
      [
        {
          message: 'work after the answer failed',
          operation: 'createUnit',
          error: { name: 'UnavailableError' },
        },
      ],
    ]);
    expect(await uses()).toEqual([]);
  });
});
