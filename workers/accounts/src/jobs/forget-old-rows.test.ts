import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, newAccount } from '../testing/records.ts';

const day = 24 * 3_600_000;
let clock: TestClock;
let company: Company;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
});

async function givenAnswers(howMany: number, age: number): Promise<void> {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO idempotency (tenant_id, caller, key, fingerprint, status, headers, created_at)
     SELECT ?, 'caller', 'age-' || ? || '-' || i, 'f', 201, '{}', ? FROM n`,
    [howMany, company.tenantId, age, clock.now() - age],
  );
}

async function givenRefreshTokens(howMany: number, endedAgo: number): Promise<void> {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO refresh_tokens (tenant_id, secret_hash, session_id, issued_at, expires_at)
     SELECT ?, ? || '-' || i, ?, 0, ? FROM n`,
    [howMany, company.tenantId, endedAgo, company.admin.sessionId, clock.now() - endedAgo],
  );
}

const tick = () => company.worker.scheduled(clock.now());
const deletions = (table: string) =>
  company.database.recorded().filter(({ sql }) => sql.startsWith(`DELETE FROM "${table}"`)).length;

test('a first answer is given again for 24 hours, and then forgotten', async () => {
  const body = { name: '甲', kind: 'enterprise' };
  const post = async (token: string) => {
    const answer = await company.worker.request('POST', '/v1/accounts', { token, key: 'k1', body });
    return [answer.status, answer.headers.get('Idempotency-Replayed')];
  };
  expect(await post(company.admin.token)).toEqual([201, null]);
  clock.advance(day);
  await tick();
  const { token } = await company.colleague('王磊');
  expect(await count(company, 'idempotency')).toBe(1);
  clock.advance(1);
  await tick();
  expect(await count(company, 'idempotency')).toBe(0);
  expect((await company.worker.request('GET', '/v1/me', { token })).status).toBe(200);
});

test('what is older goes, in pages, and the rest stays', async () => {
  await givenAnswers(2_500, day + 1);
  await givenAnswers(10, day);
  await givenRefreshTokens(1_000, day + 1);
  await givenRefreshTokens(5, day);
  await givenRefreshTokens(5, -day);
  await tick();
  expect(await count(company, 'idempotency')).toBe(10);
  expect(await count(company, 'refresh_tokens')).toBe(10);
  expect([deletions('idempotency'), deletions('refresh_tokens')]).toEqual([3, 2]);
});

test('a run stops after twenty pages, and the next one goes on', async () => {
  await givenAnswers(20_500, 2 * day);
  await tick();
  expect([await count(company, 'idempotency'), deletions('idempotency')]).toEqual([500, 20]);
  await tick();
  expect(await count(company, 'idempotency')).toBe(0);
});

test('from where an event came is kept for the days that are configured, and the event for ever', async () => {
  company = await givenCompany({ clock, bindings: { ORIGIN_DAYS: '30' } });
  const headers = { 'CF-Connecting-IP': '192.0.2.10' };
  const { id } = await newAccount(company.admin, {}, { headers });
  clock.advance(30 * day);
  await tick();
  expect(await count(company, 'event_origins', "address = '192.0.2.10'")).toBe(1);
  clock.advance(1);
  await tick();
  expect(await count(company, 'event_origins')).toBe(0);
  expect(await count(company, 'events', `subject_id = '${id}'`)).toBe(1);
});

test('what fired can fire no second time for ninety days, and what is armed stays', async () => {
  await company.database.execute(
    `INSERT INTO deadlines (tenant_id, id, worker, kind, subject_type, subject_id, due_at, level, cycle, state, wake_at,
       attempts, ended_at, data)
     SELECT ?, value ->> 0, 'accounts', 'k', 's', 's', 9e15, 0, 0, value ->> 1, 9e15, 0, value ->> 2, '{}' FROM json_each(?)`,
    [
      company.tenantId,
      JSON.stringify([
        ['old', 'fired', clock.now() - 90 * day - 1],
        ['called off', 'cancelled', clock.now() - 90 * day - 1],
        ['recent', 'fired', clock.now() - 90 * day],
        ['armed', 'armed', null],
      ]),
    ],
  );
  await tick();
  const left = await company.database.execute('SELECT id FROM deadlines ORDER BY id');
  expect(left.map(({ id }) => id)).toEqual(['armed', 'recent']);
});

test('twice, or two at once, is harmless', async () => {
  await givenAnswers(1_500, 2 * day);
  await givenAnswers(3, 0);
  await Promise.all([tick(), tick()]);
  await tick();
  expect(await count(company, 'idempotency')).toBe(3);
});

test('a cron that runs as of another time forgets nothing early', async () => {
  await givenAnswers(3, 0);
  await company.worker.scheduled(clock.now() + 365 * day);
  expect(await count(company, 'idempotency')).toBe(3);
});

test('records and their history are not forgotten', async () => {
  const account = await newAccount(company.admin);
  clock.advance(1_000 * day);
  await tick();
  expect(await count(company, 'accounts', `id = '${account.id}'`)).toBe(1);
  expect(await count(company, 'events', `subject_id = '${account.id}'`)).toBe(1);
});
