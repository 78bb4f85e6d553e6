import { accessTokenFor, createTestClock, givenApiKey, givenUser } from '@keyline/testkit';
import { describe, expect, test } from 'vitest';
import { type Body, givenUnits } from './testing/given-units.ts';

describe('who is not known', () => {
  test.each([
    ['no header', ''],
    ['another scheme', 'Basic bGkubmE6c2VjcmV0'],
    ['no token', 'Bearer'],
    ['two tokens', 'Bearer a b'],
    ['nonsense', 'Bearer abc.def.ghi'],
    ['half a key', 'Bearer kl_main_x'],
  ])('is told to sign in: %s', async (_, Authorization) => {
    const { through } = await givenUnits();
    const { worker } = await through({});
    const answer = await worker.request<Body>('GET', '/v1/units/org_1', { headers: { Authorization } });
    expect([answer.status, answer.body.code, answer.trips]).toEqual([401, 'request.not_authenticated', 0]);
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer realm="keyline"');
  });

  test('may write the scheme as he likes', async () => {
    const { ask, unit, token } = await givenUnits();
    const { id } = await unit();
    for (const scheme of ['bearer', 'BEARER ', 'Bearer  ']) {
      const headers = { Authorization: `${scheme} ${token}` };
      expect((await ask('GET', `/v1/units/${id}`, { headers })).status).toBe(200);
    }
  });

  test('is not somebody whose token is of another user, tenant or session than the database knows', async () => {
    const { ask, given, database } = await givenUnits();
    const other = await givenUser(database, given.tenantId);
    const stranger = await givenUnits();
    const identity = { sub: given.userId, ten: given.tenantId, sid: given.sessionId };
    const wrong = [
      { ...identity, sid: other.sessionId },
      { ...identity, sub: other.userId },
      { ...identity, ten: stranger.given.tenantId },
    ];
    for (const one of wrong) {
      const { status } = await ask('POST', '/v1/units', {
        token: await accessTokenFor(one),
        body: { name: 'x' },
      });
      expect(status).toBe(401);
    }
    expect(
      (await ask('POST', '/v1/units', { token: await accessTokenFor(identity), body: { name: 'x' } })).status,
    ).toBe(201);
  });
});

describe('beyond the limit', () => {
  const clock = () => createTestClock('2026-03-02T01:30:10Z');
  const bindings = { RATE_LIMIT_PER_MINUTE: '3' };

  test('a principal waits for the next minute, and every answer says how much is left', async () => {
    const time = clock();
    const { ask } = await givenUnits({ clock: time, bindings });
    const get = () => ask('GET', '/v1/units/org_1');
    const left = [];
    for (let n = 1; n <= 3; n += 1) left.push((await get()).headers.get('RateLimit'));
    expect(left).toEqual(['"default";r=2;t=50', '"default";r=1;t=50', '"default";r=0;t=50']);
    time.advance(20_000);
    const { status, headers, body, trips } = await get();
    expect([status, body.code, trips]).toEqual([429, 'request.too_many', 0]);
    expect(body.detail).toBe('Try again in 30 s.');
    expect(headers.get('Retry-After')).toBe('30');
    expect(headers.get('RateLimit')).toBe('"default";r=0;t=30');
    expect(headers.get('RateLimit-Policy')).toBe('"default";q=3;w=60');
    time.advance(30_000);
    expect((await get()).status).toBe(400);
  });

  test('of one, another goes on', async () => {
    const time = clock();
    const { ask, database, given } = await givenUnits({ clock: time, bindings });
    const other = await givenUser(database, given.tenantId);
    const identity = { sub: other.userId, ten: given.tenantId, sid: other.sessionId };
    const token = await accessTokenFor(identity, time.now());
    for (let n = 1; n <= 4; n += 1) await ask('GET', '/v1/units/org_1');
    expect((await ask('GET', '/v1/units/org_1', { token })).status).toBe(400);
  });

  test('nobody comes by guessing at a key: its owner is counted alone', async () => {
    const { ask, database, given } = await givenUnits({ clock: clock(), bindings });
    const { token: key } = await givenApiKey(database, given.tenantId, []);
    const guess = key.slice(0, -64) + '0'.repeat(64);
    const use = (token: string) => ask('POST', '/v1/units', { token, body: { name: 'x' } });
    const guesses = [];
    for (let n = 1; n <= 5; n += 1) guesses.push((await use(guess)).status);
    expect(guesses).toEqual([401, 401, 401, 429, 429]);
    expect((await use(key)).status).toBe(201);
  });

  test('before sign-in it is the address that is counted', async () => {
    const { through } = await givenUnits({ clock: clock(), bindings });
    const { worker } = await through({});
    const found = (address: string) => {
      const headers = { 'CF-Connecting-IP': address };
      return worker.request('POST', '/v1/foundations', { headers, body: { slug: 'nobody', name: 'x' } });
    };
    const statuses = [];
    for (let n = 1; n <= 4; n += 1) statuses.push((await found('192.0.2.1')).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
    expect((await found('192.0.2.2')).status).toBe(404);
  });
});

describe('business time', () => {
  const given = '2031-05-06T07:08:09.123Z';
  const stamped = `SELECT created_at FROM org_units`;

  test('is that of X-Test-Now where there is a test clock', async () => {
    const { ask, database } = await givenUnits();
    await ask('POST', '/v1/units', { body: { name: 'x' }, now: '2031-05-06T15:08:09.123456+08:00' });
    expect(await database.execute(stamped)).toMatchObject([{ created_at: Date.parse(given) }]);
    const [event] = await database.execute('SELECT occurred_at FROM events');
    expect(event?.occurred_at).toBe(Date.parse(given));
  });

  test('is real time where there is none, whatever the header says', async () => {
    const clock = createTestClock('2026-03-02T01:30:00Z');
    const { ask, database } = await givenUnits({ clock, bindings: { CLOCK: 'system' } });
    for (const now of [given, 'nonsense']) await ask('POST', '/v1/units', { body: { name: 'x' }, now });
    const rows = await database.execute(stamped);
    expect(rows.map((row) => row.created_at)).toEqual([clock.now(), clock.now()]);
  });

  test('that is no instant is refused', async () => {
    const { ask, count } = await givenUnits();
    for (const now of ['tomorrow', '2031-05-06', '2031-02-30T00:00:00Z', '']) {
      const { status, body } = await ask('POST', '/v1/units', {
        body: { name: 'x' },
        headers: { 'X-Test-Now': now },
      });
      expect([status, body.errors]).toMatchObject([
        400,
        [{ pointer: '/header/X-Test-Now', code: 'instant' }],
      ]);
    }
    expect(await count('org_units')).toBe(0);
  });

  test('ages no token and no first answer', async () => {
    const clock = createTestClock('2026-03-02T01:30:00Z');
    const { ask, database } = await givenUnits({ clock });
    const answer = await ask('POST', '/v1/units', { body: { name: 'x' }, key: 'k1', now: given });
    expect(answer.status).toBe(201);
    const [row] = await database.execute('SELECT created_at FROM idempotency');
    expect(row?.created_at).toBe(clock.now());
  });
});
