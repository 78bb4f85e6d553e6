import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { hashPassword } from '@keyline/auth';
import { createTestClock, type TestClock } from '@keyline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf } from '../testing/records.ts';
import { adminEmail, askTokens, openForSignIn, refresh, tenantSlug } from '../testing/sign-in.ts';

// The work of a sign-in is what tells a good guess from a bad one: it is counted, and done all the same.
const derivation = vi.spyOn(crypto, 'scrypt');
syncBuiltinESMExports();
afterAll(() => {
  derivation.mockRestore();
  syncBuiltinESMExports();
});

const password = '秦岭 north face 88';
let passwordHash: string;
let company: Company;
let clock: TestClock;

beforeAll(async () => {
  passwordHash = await hashPassword(password);
});
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, passwordHash);
});

function signIn(changes: object = {}, asked = {}) {
  return askTokens(
    company,
    { grantType: 'password', tenant: tenantSlug, email: adminEmail, password, ...changes },
    asked,
  );
}

test('a password opens a session whose token is good for ten minutes', async () => {
  const { status, headers, body, trips } = await signIn();
  expect([status, trips, headers.get('Cache-Control')]).toEqual([200, 2, 'no-store']);
  expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 600 });
  const me = () => company.worker.request('GET', '/v1/me', { token: body.accessToken });
  expect((await me()).status).toBe(200);
  clock.advance(599_000);
  expect((await me()).status).toBe(200);
  clock.advance(1_000);
  expect((await me()).status).toBe(401);
  expect((await refresh(company, body.refreshToken)).status).toBe(200);
});

test.each(['li.na@example.cn', ' LI.NA@EXAMPLE.CN '])('the e-mail %j is the same person', async (email) => {
  expect((await signIn({ email })).status).toBe(200);
});

describe('nobody learns why a sign-in failed', () => {
  const blocked = "UPDATE users SET status = 'blocked'";
  const cases: [string, object, string?][] = [
    ['a wrong password', { password: 'not the password' }],
    ['an unknown e-mail', { email: 'nobody@example.cn' }],
    ['an unknown tenant', { tenant: 'no-such-tenant' }],
    ['a blocked user with the right password', {}, blocked],
    ['a blocked user with a wrong password', { password: 'not the password' }, blocked],
    ['a user without a password', {}, 'UPDATE users SET password_hash = NULL'],
    ['a suspended tenant', {}, "UPDATE tenants SET status = 'suspended'"],
    ['an empty password', { password: '' }],
  ];

  test.each(cases)('%s', async (_, changes, arrange) => {
    if (arrange !== undefined) await company.database.execute(arrange);
    derivation.mockClear();
    const { status, headers, body, trips } = await signIn(changes);
    expect([status, trips]).toEqual([401, 2]);
    expect(body).toEqual({
      type: 'https://keyline.test/docs/problems/auth.invalid_credentials',
      title: 'Not signed in',
      status: 401,
      detail: 'Tenant, e-mail or password is wrong.',
      instance: headers.get('X-Request-Id'),
      code: 'auth.invalid_credentials',
    });
    const work = derivation.mock.calls.map(([, , length, cost]) => [length, cost]);
    expect(work).toEqual([[32, { N: 2 ** 15, r: 8, p: 1, maxmem: expect.any(Number) }]]);
    expect(await count(company, 'sessions')).toBe(1);
  });
});

test('a session says of its device that it is known, and the log does not say which', async () => {
  const headers = { 'CF-Connecting-IP': '192.0.2.10', 'User-Agent': `Firefox ${'x'.repeat(500)}` };
  await signIn({}, { headers });
  const [session] = await company.database.execute(
    'SELECT id, address, user_agent, created_by FROM sessions WHERE address IS NOT NULL',
  );
  expect(session).toMatchObject({ address: '192.0.2.10', created_by: company.admin.id });
  expect(String(session?.user_agent)).toHaveLength(400);
  const [started] = await eventsOf(company, String(session?.id));
  expect(started).toMatchObject({
    type: 'session.started',
    actorId: company.admin.id,
    data: { changes: { userId: [null, company.admin.id] }, privateChanges: ['address', 'userAgent'] },
  });
  expect(JSON.stringify(started)).not.toMatch(/192\.0\.2\.10|Firefox/);
});

test('tokens live in real time, whatever the business time is', async () => {
  const now = '2031-01-01T00:00:00.000Z';
  const { body } = await signIn({}, { now });
  const me = await company.worker.request('GET', '/v1/me', { token: body.accessToken, now });
  expect(me.status).toBe(200);
  const [event] = await company.database.execute(
    "SELECT occurred_at FROM events WHERE type = 'session.started'",
  );
  expect(event?.occurred_at).toBe(Date.parse(now));
});

test('an Idempotency-Key has no meaning here: every sign-in is a session of its own', async () => {
  const [first, second] = [await signIn({}, { key: 'k1' }), await signIn({}, { key: 'k1' })];
  expect(second.headers.has('Idempotency-Replayed')).toBe(false);
  expect(second.body.refreshToken).not.toBe(first.body.refreshToken);
  expect(await count(company, 'sessions')).toBe(3);
  expect(await count(company, 'idempotency')).toBe(0);
});

test('a grant of another kind, or with the fields of the other one, is refused', async () => {
  const other = await askTokens(company, { grantType: 'client_credentials' });
  expect(other.body).toMatchObject({ code: 'request.invalid', errors: [{ pointer: '/grantType' }] });
  const mixed = await signIn({ refreshToken: 'kr_main_x' });
  expect(mixed.body.errors).toMatchObject([{ pointer: '/refreshToken', code: 'unknown' }]);
});
