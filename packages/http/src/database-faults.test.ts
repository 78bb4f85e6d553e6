import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { givenUnits, type Units } from './testing/given-units.ts';

type Fetch = (request: Request) => Promise<Response>;

let units: Units;
let log: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  units = await givenUnits();
  log = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const secret = 'libsql://main.internal?authToken=abc';
const lost = () => Promise.reject(new TypeError(`connect ECONNREFUSED ${secret}`));
const reading = (text: string) => !/"(INSERT|UPDATE|DELETE)/i.test(text);

/** Asks through a Worker whose way to the database is this one. */
async function asking(fetch: Fetch) {
  return (await units.through({ bindings: { DATABASE: { fetch } } })).ask;
}

/** Reads pass as usual; what becomes of a write is said here. */
function atWrites(write: (request: Request) => Promise<Response>): Fetch {
  return async (request) =>
    reading(await request.clone().text()) ? units.database.binding.fetch(request) : write(request);
}

const create = { body: { name: 'North' }, key: 'k1' };

describe('a database that is down', () => {
  const faults: [string, Fetch][] = [
    ['cannot be reached', lost],
    ['answers 500', async () => new Response(secret, { status: 500 })],
    ['is behind a gateway that answers 502', async () => new Response('<html>', { status: 502 })],
    ['wants another token', async () => new Response(secret, { status: 401 })],
    ['answers nonsense', async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } })],
    [
      'throws at once',
      () => {
        throw new Error(secret);
      },
    ],
  ];

  test.each(faults)('and %s is no fault of the request', async (_, fetch) => {
    const ask = await asking(fetch);
    const { id } = await units.unit();
    for (const [method, path, asked] of [
      ['GET', `/v1/units/${id}`, {}],
      ['POST', '/v1/units', create],
      ['POST', '/v1/foundations', { body: { slug: 'x', name: 'x' } }],
    ] as const) {
      const { status, headers, body } = await ask(method, path, asked);
      expect([method, path, status, body.code]).toEqual([method, path, 503, 'service.unavailable']);
      expect(headers.get('Retry-After')).toBe('2');
      expect(headers.get('Content-Type')).toBe('application/problem+json');
      expect(body.detail).toBe(
        'The database does not answer. Repeat the request with the same Idempotency-Key.',
      );
      expect(JSON.stringify([body, ...headers])).not.toMatch(/libsql|ECONN|internal|html/);
    }
    expect(log).toHaveBeenCalledTimes(3);
    expect(log.mock.calls[0]?.[0]).toMatchObject({
      message: 'database unavailable',
      operation: 'getUnit',
      error: { name: 'UnavailableError', message: expect.stringMatching(/^database |^something else /) },
    });
    expect(JSON.stringify(log.mock.calls)).not.toContain(secret);
  });

  test('and hangs is given up after eight seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reached = Promise.withResolvers<void>();
    const ask = await asking(() => {
      reached.resolve();
      return new Promise(() => {});
    });
    const answer = ask('GET', '/v1/units/org_01kafxq0h3e7rvx8bm2s9t4c5d');
    await reached.promise;
    await vi.advanceTimersByTimeAsync(8_000);
    expect((await answer).body.code).toBe('service.unavailable');
  });

  test('is not asked by what needs none', async () => {
    const ask = await asking(lost);
    expect((await ask('GET', '/v1/version')).status).toBe(200);
    expect((await ask('POST', '/v1/units', { body: {} })).status).toBe(400);
    expect((await ask('GET', '/v1/nothing')).status).toBe(404);
  });

  test('and comes back is used again at the next request', async () => {
    let down = true;
    const ask = await asking((request) => (down ? lost() : units.database.binding.fetch(request)));
    expect((await ask('POST', '/v1/units', create)).status).toBe(503);
    down = false;
    expect((await ask('POST', '/v1/units', create)).status).toBe(201);
    expect(await units.count('org_units')).toBe(1);
  });
});

describe('a write whose answer is lost', () => {
  test('but that took place is a success', async () => {
    const ask = await asking(
      atWrites(async (request) => {
        await units.database.binding.fetch(request);
        return lost();
      }),
    );
    const { status, body, trips } = await ask('POST', '/v1/units', create);
    expect([status, trips]).toEqual([201, 3]);
    expect(await units.database.execute('SELECT id FROM org_units')).toMatchObject([{ id: body.id }]);
    const again = await units.ask('POST', '/v1/units', create);
    expect([again.headers.get('Idempotency-Replayed'), again.body.id]).toEqual(['true', body.id]);
    expect(log).not.toHaveBeenCalled();
  });

  test('and that never arrived is made by the repeat, once', async () => {
    const ask = await asking(atWrites(lost));
    expect((await ask('POST', '/v1/units', create)).status).toBe(503);
    expect([
      await units.count('org_units'),
      await units.count('events'),
      await units.count('idempotency'),
    ]).toEqual([0, 0, 0]);
    const again = await units.ask('POST', '/v1/units', create);
    expect([again.status, again.headers.has('Idempotency-Replayed')]).toEqual([201, false]);
    expect(await units.count('org_units')).toBe(1);
  });

  test('and of which nothing is to be learned is told as such; the repeat learns it', async () => {
    let writes = 0;
    const ask = await asking(async (request) => {
      if (writes > 0) return lost();
      if (reading(await request.clone().text())) return units.database.binding.fetch(request);
      writes += 1;
      await units.database.binding.fetch(request);
      return lost();
    });
    expect((await ask('POST', '/v1/units', create)).status).toBe(503);
    const again = await units.ask('POST', '/v1/units', create);
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true']);
    expect(await units.count('org_units')).toBe(1);
  });

  test('because it took too long, but that took place, is a success', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const written = Promise.withResolvers<void>();
    const ask = await asking(
      atWrites(async (request) => {
        await units.database.binding.fetch(request);
        written.resolve();
        return new Promise(() => {});
      }),
    );
    const answer = ask('POST', '/v1/units', create);
    await written.promise;
    await vi.advanceTimersByTimeAsync(8_000);
    expect((await answer).status).toBe(201);
  });
});

test('a database that refuses a statement is a bug of ours, not an outage', async () => {
  await units.database.execute('ALTER TABLE org_units RENAME COLUMN kind TO sort');
  const { status, headers, body } = await units.ask('POST', '/v1/units', create);
  expect([status, body.code, headers.has('Retry-After')]).toEqual([500, 'service.failed', false]);
  expect(JSON.stringify([body, log.mock.calls])).not.toMatch(/org_units|no column|INSERT/);
});
