import {
  type Asked,
  accessTokenFor,
  createTestClock,
  type GivenApiKey,
  givenApiKey,
  givenUser,
  type TestClock,
  type WorkerUnderTest,
} from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Body, givenUnits, type Units } from './testing/given-units.ts';

const most = 3;

let clock: TestClock;
let units: Units;
let key: GivenApiKey;
let worker: WorkerUnderTest;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:10Z');
  units = await givenUnits({ clock });
  key = await givenApiKey(units.database, units.given.tenantId, []);
  ({ worker } = await units.through({ bindings: { FAILURE_LIMIT_PER_MINUTE: String(most) } }));
});

const thief = '192.0.2.66';
const elsewhere = '198.51.100.7';
let guesses = 0;

/** A key of the same id with another secret each time. */
function guess(): string {
  guesses += 1;
  return key.token.slice(0, -64) + String(guesses).padStart(64, '0');
}

function use(token: string, address: string, asked: Asked = {}) {
  const headers = { 'CF-Connecting-IP': address };
  return worker.request<Body>('POST', '/v1/units', { token, headers, body: { name: 'x' }, ...asked });
}

/** Fails as often as is allowed. */
async function exhaust(address: string): Promise<void> {
  for (let n = 1; n <= most; n += 1) expect((await use(guess(), address)).status).toBe(401);
}

describe('who sends ever new wrong keys', () => {
  test('is told to wait, before the database is asked, until the minute is over', async () => {
    await exhaust(thief);
    const { status, body, trips, headers } = await use(guess(), thief);
    expect([status, body.code, trips]).toEqual([429, 'request.too_many', 0]);
    expect(headers.get('Retry-After')).toBe('50');
    expect(headers.get('RateLimit-Policy')).toBe('"failures";q=3;w=60');
    expect(headers.get('RateLimit')).toBe('"failures";r=0;t=50');
    clock.advance(50_000);
    expect((await use(guess(), thief)).status).toBe(401);
  });

  test('gains nothing by other addresses of one IPv6 network', async () => {
    for (let n = 1; n <= most; n += 1) await use(guess(), `2001:db8:1:2::${n}`);
    expect((await use(guess(), '2001:db8:1:2:ffff::1')).status).toBe(429);
    expect((await use(guess(), '2001:db8:1:3::1')).status).toBe(401);
  });

  test('does not lock out its owner at another address', async () => {
    await exhaust(thief);
    expect((await use(key.token, elsewhere)).status).toBe(201);
  });

  test('does not lock out, behind the same address, a key that was right lately, or who has signed in', async () => {
    await use(key.token, thief);
    await exhaust(thief);
    expect((await use(key.token, thief)).status).toBe(201);
    expect((await use(units.token, thief)).status).toBe(201);
  });

  test('does not learn by it which key is right', async () => {
    await exhaust(thief);
    expect((await use(key.token, thief)).status).toBe(429);
  });
});

test('a key that was right and is revoked is known no longer', async () => {
  await use(key.token, thief);
  await units.database.execute('UPDATE api_keys SET revoked_at = 1');
  for (let n = 1; n <= most; n += 1) expect((await use(key.token, thief)).status).toBe(401);
  expect(await use(key.token, thief)).toMatchObject({ status: 429, trips: 0 });
});

test('bad tokens are counted as wrong keys are, and no header is not', async () => {
  for (let n = 1; n <= 5; n += 1) {
    const headers = { 'CF-Connecting-IP': thief };
    expect((await worker.request('POST', '/v1/units', { headers, body: { name: 'x' } })).status).toBe(401);
  }
  for (const token of ['abc.def.ghi', 'kl_main_x', 'nonsense']) {
    expect((await use(token, thief)).status).toBe(401);
  }
  expect((await use('abc.def.ghi', thief)).status).toBe(429);
  expect((await use(guess(), thief)).status).toBe(429);
});

test('a token of a session that has ended is refused before the load, and troubles nobody beside it', async () => {
  const other = await givenUser(units.database, units.given.tenantId);
  const identity = { sub: other.userId, ten: units.given.tenantId, sid: other.sessionId };
  const token = await accessTokenFor(identity, clock.now());
  await units.database.execute('UPDATE sessions SET ended_at = 1 WHERE id = ?', [other.sessionId]);
  for (let n = 1; n <= most; n += 1) expect((await use(token, thief)).status).toBe(401);
  expect(await use(token, elsewhere)).toMatchObject({ status: 429, trips: 0 });
  expect((await use(key.token, thief)).status).toBe(201);
});
