import { cheapHash, createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf, type ProblemBody } from '../testing/records.ts';
import { openForSignIn, password, refresh, signIn, type Tokens } from '../testing/sign-in.ts';

interface Session {
  readonly id: string;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly current: boolean;
}

const day = 24 * 3_600_000;
let company: Company;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, cheapHash(password));
});

async function sessionsSeenBy(token: string): Promise<readonly Session[]> {
  const answer = await company.worker.request<{ data: Session[] }>('GET', '/v1/sessions', { token });
  expect(answer.status).toBe(200);
  return answer.body.data;
}

async function signedIn(headers: Record<string, string> = {}): Promise<Tokens> {
  return (await signIn(company, {}, { headers, now: clock.now() })).body;
}

const statusOf = async (token: string) => (await company.worker.request('GET', '/v1/me', { token })).status;

describe('my sessions', () => {
  test('are listed, the latest first, each with its device, its last use, and which is this one', async () => {
    clock.advance(60_000);
    const first = await signedIn({ 'CF-Connecting-IP': '192.0.2.10', 'User-Agent': 'Firefox' });
    clock.advance(60_000);
    await signedIn({ 'CF-Connecting-IP': '192.0.2.11', 'User-Agent': 'Keyline/1' });
    clock.advance(300_000);
    const next = await refresh(company, first.refreshToken, { now: clock.now() });
    const [latest, older, oldest, ...more] = await sessionsSeenBy(next.body.accessToken);
    expect(more).toEqual([]);
    expect(latest).toMatchObject({ address: '192.0.2.11', userAgent: 'Keyline/1', current: false });
    expect(older).toMatchObject({
      ...{ address: '192.0.2.10', userAgent: 'Firefox', current: true },
      ...{ createdAt: '2026-03-02T01:31:00.000Z', lastUsedAt: '2026-03-02T01:37:00.000Z' },
    });
    expect(oldest).toMatchObject({ id: company.admin.sessionId, current: false });
  });

  test('are mine alone, and a key has none', async () => {
    const other = await company.colleague('王磊');
    expect((await sessionsSeenBy(other.token)).map(({ id }) => id)).toEqual([other.sessionId]);
    const made = await company.admin.request<{ key: string }>('POST', '/v1/api-keys', {
      body: { name: 'k', permissions: ['accounts.read'] },
    });
    expect(await sessionsSeenBy(made.body.key)).toEqual([]);
  });
});

describe('ending one of them', () => {
  test('refuses its live tokens at the next request, and leaves the others', async () => {
    const { accessToken, refreshToken } = await signedIn();
    const [latest] = await sessionsSeenBy(accessToken);
    expect(await statusOf(accessToken)).toBe(200);
    const ended = await company.admin.request('DELETE', `/v1/sessions/${latest?.id}`);
    expect(ended.status).toBe(204);
    expect(await statusOf(accessToken)).toBe(401);
    expect((await refresh(company, refreshToken)).status).toBe(401);
    expect(await statusOf(company.admin.token)).toBe(200);
    expect((await eventsOf(company, latest?.id ?? '')).at(-1)).toMatchObject({
      type: 'session.ended',
      data: { reason: 'ended_by_user' },
    });
    const again = await company.admin.request<ProblemBody>('DELETE', `/v1/sessions/${latest?.id}`);
    expect([again.status, again.body.code]).toEqual([404, 'session.not_found']);
  });

  test("does not reach another user's session, whoever asks", async () => {
    const other = await company.colleague('王磊');
    const ended = await company.admin.request('DELETE', `/v1/sessions/${other.sessionId}`);
    expect(ended.status).toBe(404);
    expect(await statusOf(other.token)).toBe(200);
  });
});

describe('signing out everywhere', () => {
  test('ends all my sessions in one commit, with an event for each, and nobody else', async () => {
    const other = await company.colleague('王磊');
    const [one, two] = [await signedIn(), await signedIn()];
    const answer = await company.worker.request('POST', '/v1/auth/sign-out-everywhere', {
      token: one.accessToken,
    });
    expect([answer.status, answer.trips]).toEqual([204, 2]);
    for (const token of [one.accessToken, two.accessToken, company.admin.token]) {
      expect(await statusOf(token)).toBe(401);
    }
    expect((await refresh(company, two.refreshToken)).status).toBe(401);
    expect(await statusOf(other.token)).toBe(200);
    const ends = "type = 'session.ended' AND version = 2";
    expect(await count(company, 'events', ends)).toBe(3);
    expect(await count(company, 'sessions', 'ended_at IS NULL')).toBe(1);
  });

  test('ends thousands of them as well', async () => {
    await company.database.execute(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
       INSERT INTO sessions (tenant_id, id, version, created_at, updated_at, created_by, user_id)
       SELECT ?, 'ses_' || i, 1, i, i, 'test', ? FROM n`,
      [company.tenantId, company.admin.id],
    );
    const answer = await company.admin.request('POST', '/v1/auth/sign-out-everywhere');
    expect(answer.status).toBe(204);
    expect(await count(company, 'sessions', 'ended_at IS NULL')).toBe(0);
    expect(await count(company, 'events', "type = 'session.ended'")).toBe(5001);
  });
});

describe("another user's sessions", () => {
  const pathOf = (userId: string) => `/v1/users/${userId}/sessions`;

  test('are listed and ended by whoever maintains users', async () => {
    const other = await company.colleague('王磊');
    const listed = await company.admin.request<{ data: Session[] }>('GET', pathOf(other.id));
    expect(listed.body.data).toMatchObject([{ id: other.sessionId, current: false }]);
    const path = `${pathOf(other.id)}/${other.sessionId}`;
    expect((await company.admin.request('DELETE', path)).status).toBe(204);
    expect(await statusOf(other.token)).toBe(401);
    expect((await eventsOf(company, other.sessionId)).at(-1)?.data.reason).toBe('ended_by_administrator');
  });

  test('are not ended under the name of somebody else', async () => {
    const [one, two] = [await company.colleague('王磊'), await company.colleague('张伟')];
    const path = `${pathOf(one.id)}/${two.sessionId}`;
    expect((await company.admin.request('DELETE', path)).status).toBe(404);
    expect(await statusOf(two.token)).toBe(200);
  });

  test('are no business of who only sees users', async () => {
    const reader = await company.colleague('王磊', { permissions: ['users.read'], scope: 'tenant' });
    expect((await reader.request('GET', pathOf(company.admin.id))).status).toBe(403);
  });
});

describe('a session that nobody goes on with', () => {
  test('ends thirty days after its last use, and not before', async () => {
    const { accessToken, refreshToken } = await signedIn();
    clock.advance(30 * day - 1);
    await company.worker.scheduled(clock.now());
    expect(await count(company, 'sessions', 'ended_at IS NOT NULL')).toBe(0);
    const next = await refresh(company, refreshToken);
    expect(next.status).toBe(200);
    clock.advance(30 * day - 1);
    await company.worker.scheduled(clock.now());
    expect(await count(company, 'sessions', 'ended_at IS NOT NULL')).toBe(0);
    clock.advance(1);
    await company.worker.scheduled(clock.now());
    expect(await count(company, 'sessions', 'ended_at IS NOT NULL')).toBe(1);
    expect(await count(company, 'session_uses')).toBe(0);
    const ended = await company.database.execute(
      "SELECT actor_type, json_extract(data, '$.reason') AS reason FROM events WHERE type = 'session.ended'",
    );
    expect(ended).toMatchObject([{ actor_type: 'system', reason: 'expired' }]);
    expect(await statusOf(accessToken)).toBe(401);
  });

  test('ends once, though the cron runs twice at once, and one that has ended already stays as it is', async () => {
    const { accessToken } = await signedIn();
    await signedIn();
    await company.worker.request('POST', '/v1/auth/sign-out', { token: accessToken });
    clock.advance(30 * day + 1);
    await Promise.all([company.worker.scheduled(clock.now()), company.worker.scheduled(clock.now())]);
    await company.worker.scheduled(clock.now());
    expect(await count(company, 'events', "type = 'session.ended'")).toBe(2);
    expect(await count(company, 'session_uses')).toBe(0);
  });

  test('ends among thousands, a page at a time', async () => {
    const { database, tenantId, admin } = company;
    await database.execute(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
       INSERT INTO sessions (tenant_id, id, version, created_at, updated_at, created_by, user_id)
       SELECT ?, 'ses_' || i, 1, i, i, 'test', ? FROM n`,
      [tenantId, admin.id],
    );
    await database.execute(
      'INSERT INTO session_uses SELECT tenant_id, id, 0, 1 FROM sessions WHERE id <> ?',
      [admin.sessionId],
    );
    await company.worker.scheduled(clock.now());
    expect(await count(company, 'sessions', 'ended_at IS NULL')).toBe(1);
  });
});
