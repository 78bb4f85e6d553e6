import { needsRehash } from '@keyline/auth';
import { cheapHash, createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, tally } from '../testing/records.ts';
import { openForSignIn, password, signIn } from '../testing/sign-in.ts';

const wrong = { password: 'not the password' };
const from = (address: string) => ({ headers: { 'CF-Connecting-IP': address } });
let company: Company;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, cheapHash(password));
});

async function fail(times: number, changes: object = {}, asked = {}): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    expect((await signIn(company, { ...wrong, ...changes }, asked)).status).toBe(401);
  }
}

describe('after five failures', () => {
  test('even the right password has to wait, a second at first, and is told how long', async () => {
    await fail(5);
    const refused = await signIn(company);
    expect([refused.status, refused.body.code, refused.trips]).toEqual([429, 'request.too_many', 1]);
    expect(refused.headers.get('Retry-After')).toBe('1');
    expect(refused.body.detail).toBe('Try again in 1 s.');
    clock.advance(999);
    expect((await signIn(company)).status).toBe(429);
    clock.advance(1);
    expect((await signIn(company)).status).toBe(200);
  });

  test('each further one costs twice the time', async () => {
    await fail(5);
    const waits: unknown[] = [];
    for (let i = 0; i < 4; i += 1) {
      const { headers } = await signIn(company, wrong);
      waits.push(headers.get('Retry-After'));
      clock.advance(Number(headers.get('Retry-After')) * 1000);
      await fail(1);
    }
    expect(waits).toEqual(['1', '2', '4', '8']);
  });

  test('nothing tells a person who is there from one who is not, nor from a tenant that is not', async () => {
    const shown = async (changes: object) => {
      await fail(5, changes);
      const { status, headers, body, trips } = await signIn(company, { ...wrong, ...changes });
      return [status, body.code, body.detail, headers.get('Retry-After'), trips];
    };
    const known = await shown({});
    expect(await shown({ email: 'nobody@example.cn' })).toEqual(known);
    expect(await shown({ tenant: 'no-such-tenant' })).toEqual(known);
    const kept = JSON.stringify(await company.database.execute('SELECT key FROM throttles'));
    expect(kept).not.toMatch(/nobody|no-such-tenant/);
  });

  test('others of the tenant sign in as ever, and so does a session that goes on', async () => {
    await fail(5, { email: 'nobody@example.cn' });
    const { status, body } = await signIn(company);
    expect(status).toBe(200);
    await fail(5);
    const refreshed = await company.worker.request('POST', '/v1/auth/token', {
      body: { grantType: 'refresh_token', refreshToken: body.refreshToken },
    });
    expect(refreshed.status).toBe(200);
  });

  test('business time does not shorten the wait', async () => {
    await fail(5);
    expect((await signIn(company, {}, { now: '2040-01-01T00:00:00Z' })).status).toBe(429);
  });
});

test('a success forgives what went before', async () => {
  await fail(4);
  expect((await signIn(company)).status).toBe(200);
  await fail(5);
  expect((await signIn(company)).status).toBe(429);
});

test('the e-mail in another case is the same count', async () => {
  await fail(3, { email: 'nobody@example.cn' });
  await fail(2, { email: 'NOBODY@example.cn' });
  expect((await signIn(company, { email: 'nobody@example.cn' })).status).toBe(429);
});

test('of fifty guesses at once five are tried, and nobody learns of the others', async () => {
  const guesses = Array.from({ length: 50 }, () => signIn(company, wrong));
  expect(tally(await Promise.all(guesses))).toEqual({ 401: 5, 429: 45 });
  expect(await count(company, 'throttles', 'failures = 5')).toBe(1);
});

test('the right password among fifty guesses at once opens one session or none', async () => {
  const guesses = Array.from({ length: 50 }, (_, i) => signIn(company, i === 40 ? {} : wrong));
  const statuses = tally(await Promise.all(guesses));
  const opened = statuses[200] ?? 0;
  expect(await count(company, 'sessions')).toBe(1 + opened);
  expect((statuses[401] ?? 0) + (statuses[429] ?? 0) + opened).toBe(50);
  expect(statuses[401]).toBeLessThanOrEqual(5 + 5 * opened);
});

describe('a network from which many are tried', () => {
  const others = (i: number) => ({ email: `nobody-${i}@example.cn`, tenant: 'no-such-tenant' });
  async function spray(address: string): Promise<void> {
    const row = 'INSERT INTO throttles VALUES (?, 99, ?, 0, ?)';
    const key = `sign_in network ${address}`;
    await company.database.execute(row, [key, clock.now(), clock.now() + 6_000_000]);
  }

  test('has to wait as a whole, whoever is tried next; other networks do not', async () => {
    await spray('192.0.2.10');
    await fail(1, others(1), from('192.0.2.10'));
    expect((await signIn(company, {}, from('192.0.2.10'))).status).toBe(429);
    expect((await signIn(company, {}, from('192.0.2.11'))).status).toBe(200);
  });

  test('is one network for all addresses of an IPv6 subscriber', async () => {
    await spray('2001:db8:1:2::/64');
    await fail(1, others(1), from('2001:db8:1:2::a'));
    expect((await signIn(company, {}, from('2001:db8:1:2:ffff::b'))).status).toBe(429);
  });

  test('is not forgiven by a success', async () => {
    await spray('192.0.2.10');
    expect((await signIn(company, {}, from('192.0.2.10'))).status).toBe(200);
    await fail(1, others(1), from('192.0.2.10'));
    expect((await signIn(company, {}, from('192.0.2.10'))).status).toBe(429);
  });
});

test('counts that are forgiven are cleaned away, others stay', async () => {
  await fail(1);
  clock.advance(3_600_000);
  await fail(1, { email: 'nobody@example.cn' });
  await company.worker.scheduled(clock.now() + 1);
  expect(await count(company, 'throttles')).toBe(2);
  clock.advance(1);
  await company.worker.scheduled(clock.now());
  expect(await count(company, 'throttles')).toBe(1);
});

test('a right password renews a hash of former times, a wrong one does not', async () => {
  const hash = async () => {
    const [row] = await company.database.execute(
      'SELECT password_hash, version FROM users WHERE email_key = ?',
      ['li.na@example.cn'],
    );
    return row;
  };
  const before = await hash();
  await fail(1);
  expect(await hash()).toEqual(before);
  expect(needsRehash(String(before?.password_hash))).toBe(true);
  expect((await signIn(company)).trips).toBe(2);
  const after = await hash();
  expect(needsRehash(String(after?.password_hash))).toBe(false);
  expect(after?.version).toBe(before?.version);
  expect((await signIn(company)).status).toBe(200);
  expect(await hash()).toEqual(after);
});
