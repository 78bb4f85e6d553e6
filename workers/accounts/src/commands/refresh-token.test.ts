import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count } from '../testing/records.ts';
import { givenRefreshToken, refresh } from '../testing/sign-in.ts';

const day = 24 * 3_600_000;
let company: Company;
let clock: TestClock;
let refreshToken: string;

beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  refreshToken = await givenRefreshToken(company, clock.now());
});

async function expectRefused(token: string): Promise<void> {
  const { status, body } = await refresh(company, token);
  expect([status, body.code]).toEqual([401, 'auth.invalid_refresh_token']);
}

async function meWith(accessToken: string): Promise<number> {
  return (await company.worker.request('GET', '/v1/me', { token: accessToken })).status;
}

test('a refresh gives the next tokens of the same session', async () => {
  const { status, body, trips } = await refresh(company, refreshToken);
  expect([status, trips]).toEqual([200, 2]);
  expect(body.refreshToken).not.toBe(refreshToken);
  expect(await meWith(body.accessToken)).toBe(200);
  expect((await refresh(company, body.refreshToken)).status).toBe(200);
  expect(await count(company, 'sessions', 'ended_at IS NOT NULL')).toBe(0);
});

test('what is stored of a refresh token cannot be used', async () => {
  const stored = await company.database.execute('SELECT * FROM refresh_tokens');
  const secret = refreshToken.split('_').at(-1) ?? '';
  expect(secret).toHaveLength(64);
  expect(stored).toHaveLength(1);
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test('a session lasts as many days without a refresh as the tenant has set, from the next refresh on', async () => {
  const body = { security: { sessionDays: 7 } };
  expect((await company.admin.request('PATCH', '/v1/settings', { body })).status).toBe(200);
  clock.advance(29 * day);
  const first = await refresh(company, refreshToken);
  clock.advance(7 * day - 1);
  const second = await refresh(company, first.body.refreshToken);
  expect(second.status).toBe(200);
  clock.advance(7 * day);
  await expectRefused(second.body.refreshToken);
});

describe('a refresh token that comes again', () => {
  test('within ten seconds gets a sibling, with which the session goes on', async () => {
    await refresh(company, refreshToken);
    clock.advance(10_000);
    const sibling = await refresh(company, refreshToken);
    expect(sibling.status).toBe(200);
    expect((await refresh(company, sibling.body.refreshToken)).status).toBe(200);
  });

  test('later ends the whole family, and its access tokens at the next request', async () => {
    const other = await company.colleague('王磊');
    const next = (await refresh(company, refreshToken)).body;
    clock.advance(10_001);
    expect(await meWith(next.accessToken)).toBe(200);
    await expectRefused(refreshToken);
    expect(await meWith(next.accessToken)).toBe(401);
    expect(await meWith(company.admin.token)).toBe(401);
    await expectRefused(next.refreshToken);
    await expectRefused(refreshToken);
    const ended = await company.database.execute(
      "SELECT actor_id, json_extract(data, '$.reason') AS reason FROM events WHERE type = 'session.ended'",
    );
    expect(ended).toMatchObject([{ actor_id: company.admin.id, reason: 'refresh_token_reused' }]);
    expect(await meWith(other.token)).toBe(200);
  });

  test('later and twice at once ends it once', async () => {
    await refresh(company, refreshToken);
    clock.advance(11_000);
    await Promise.all([expectRefused(refreshToken), expectRefused(refreshToken)]);
    expect(await count(company, 'events', "type = 'session.ended'")).toBe(1);
  });

  test('at the same moment in several tabs goes on in each of them', async () => {
    const tabs = await Promise.all(Array.from({ length: 5 }, () => refresh(company, refreshToken)));
    expect(tabs.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const next = new Set(tabs.map(({ body }) => body.refreshToken));
    expect(next.size).toBe(5);
    for (const token of next) expect((await refresh(company, token)).status).toBe(200);
    expect(await count(company, 'sessions', 'ended_at IS NOT NULL')).toBe(0);
  });
});

test('a session lives for thirty days after its last refresh', async () => {
  clock.advance(30 * day - 1);
  const next = await refresh(company, refreshToken);
  expect(next.status).toBe(200);
  clock.advance(30 * day);
  await expectRefused(next.body.refreshToken);
});

test('business time ages no refresh token', async () => {
  expect((await refresh(company, refreshToken, { now: '2040-01-01T00:00:00Z' })).status).toBe(200);
});

describe('there are no further tokens', () => {
  test('after signing out', async () => {
    const out = await company.worker.request('POST', '/v1/auth/sign-out', { token: company.admin.token });
    expect(out.status).toBe(204);
    await expectRefused(refreshToken);
  });

  test.each([
    ['a blocked user', "UPDATE users SET status = 'blocked'"],
    ['a blocked principal', "UPDATE principals SET status = 'blocked'"],
    ['a suspended tenant', "UPDATE tenants SET status = 'suspended'"],
  ])('for %s', async (_, arrange) => {
    await company.database.execute(arrange);
    await expectRefused(refreshToken);
  });

  test('for a token that is none, of another session, of another tenant or of another cell', async () => {
    const [mark, cell, tenant, session, secret] = refreshToken.split('_');
    const other = (await company.colleague('王磊')).sessionId.slice(4);
    const strangerTenant = (await givenCompany()).tenantId.slice(4);
    await expectRefused('kr_main_unknown');
    await expectRefused([mark, cell, tenant, other, secret].join('_'));
    await expectRefused([mark, cell, strangerTenant, session, secret].join('_'));
    await expectRefused([mark, 'east', tenant, session, secret].join('_'));
    await expectRefused([mark, cell, tenant, session, secret?.replaceAll(/./g, '0')].join('_'));
    expect((await refresh(company, refreshToken)).status).toBe(200);
  });
});
