import { createLink } from '@keyline/auth';
import { cheapHash, createTestClock, linkKey, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf, type ProblemBody, tally } from '../testing/records.ts';
import { adminEmail, openForSignIn, password, signIn, tenantSlug } from '../testing/sign-in.ts';

const chosen = '泾渭 clear as day 9';
const minute = 60_000;
let company: Company;
let clock: TestClock;
let admin: Colleague;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, cheapHash(password));
  admin = company.admin;
});

const statusOf = async (token: string) => (await company.worker.request('GET', '/v1/me', { token })).status;
const isPassword = async (given: string) => (await signIn(company, { password: given })).status === 200;

/** What the database and the log keep, but for rows of sessions and tokens. */
async function everythingKept(): Promise<string> {
  const tables = ['events', 'private_changes', 'password_resets', 'users', 'throttles', 'idempotency'];
  const all = await Promise.all(tables.map((table) => company.database.execute(`SELECT * FROM ${table}`)));
  return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
}

describe('changing my password', () => {
  function change(currentPassword = password, newPassword = chosen, key?: string) {
    const body = { currentPassword, newPassword };
    return admin.request<ProblemBody>('POST', '/v1/auth/password', { body, ...(key && { key }) });
  }

  test('counts at once, ends every other session and keeps this one', async () => {
    const elsewhere = (await signIn(company)).body.accessToken;
    const { status, trips } = await change();
    expect([status, trips]).toEqual([204, 2]);
    expect([await statusOf(elsewhere), await statusOf(admin.token)]).toEqual([401, 200]);
    expect([await isPassword(chosen), await isPassword(password)]).toEqual([true, false]);
    expect((await eventsOf(company, admin.id)).at(-1)).toMatchObject({
      type: 'user.password_changed',
      actorId: admin.id,
      data: { by: 'user', changes: {} },
    });
    expect(await everythingKept()).not.toMatch(new RegExp(`${chosen}|${password}`));
  });

  test('needs the present one: wrong ones count as failed sign-ins, the right one has to wait as well', async () => {
    for (let i = 0; i < 3; i += 1) {
      const { status, body } = await change('not the password');
      expect([status, body.code]).toEqual([422, 'auth.wrong_password']);
    }
    for (let i = 0; i < 2; i += 1) await signIn(company, { password: 'not the password' });
    const refused = await change();
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1']);
    expect((await signIn(company)).status).toBe(429);
    clock.advance(1000);
    expect((await change()).status).toBe(204);
    expect(await count(company, 'throttles')).toBe(0);
  });

  test('of fifty guesses at once five are tried', async () => {
    const guesses = Array.from({ length: 50 }, () => change('not the password'));
    expect(tally(await Promise.all(guesses))).toEqual({ 422: 5, 429: 45 });
  });

  test('refuses a new one that may not be used, whether the present one is right or not', async () => {
    for (const present of [password, 'not the password']) {
      const { status, body } = await change(present, '12345');
      expect([status, body.errors?.[0]]).toMatchObject([
        400,
        { pointer: '/newPassword', code: 'password.too_short' },
      ]);
    }
    expect(await count(company, 'throttles')).toBe(0);
  });

  test('is done once under one key, and a wrong one is not kept under its key', async () => {
    expect((await change('not the password', chosen, 'k1')).status).toBe(422);
    expect((await change(password, chosen, 'k2')).status).toBe(204);
    const again = await change(password, chosen, 'k2');
    expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([204, 'true']);
    expect(await count(company, 'idempotency')).toBe(1);
  });
});

describe('asking for a new password', () => {
  function ask(changes: object = {}) {
    const body = { tenant: tenantSlug, email: adminEmail, ...changes };
    return company.worker.request<ProblemBody>('POST', '/v1/auth/password-reset', { body });
  }

  test('is answered alike whether anybody has the e-mail or not, at the same cost', async () => {
    const shown = [];
    for (const changes of [{}, { email: 'nobody@example.cn' }, { tenant: 'no-such-tenant' }]) {
      const { status, body, trips, headers } = await ask(changes);
      shown.push([status, body, trips, [...headers.keys()].sort().join()]);
    }
    expect(shown[0]?.slice(0, 3)).toEqual([202, undefined, 2]);
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
    expect(await count(company, 'password_resets')).toBe(1);
  });

  test('is answered alike to fifty at once, too', async () => {
    const known = tally(await Promise.all(Array.from({ length: 50 }, () => ask())));
    const unknown = tally(
      await Promise.all(Array.from({ length: 50 }, () => ask({ email: 'nobody@example.cn' }))),
    );
    expect(known).toEqual({ 202: 3, 429: 47 });
    expect(unknown).toEqual(known);
  });

  test('makes no link for somebody who may not come in', async () => {
    await company.database.execute("UPDATE users SET status = 'blocked'");
    expect((await ask()).status).toBe(202);
    expect(await count(company, 'password_resets')).toBe(0);
  });

  test('tells the event of the link by its id: the secret can be derived by who has the key, and stands nowhere', async () => {
    await ask();
    const [event] = await company.database.execute(
      "SELECT subject_id, data FROM events WHERE type = 'user.password_reset_requested'",
    );
    const id = String(event?.subject_id);
    const place = { cell: 'main', tenantId: company.tenantId, id, round: 1 };
    const { token, secretHash } = createLink(linkKey, 'password_reset', place);
    expect(String(event?.data)).not.toContain(secretHash);
    expect(await everythingKept()).not.toContain(token.split('_').at(-1));
    const body = { token, newPassword: chosen };
    const done = await company.worker.request('POST', '/v1/auth/password-reset/confirm', { body });
    expect(done.status).toBe(204);
    expect(await isPassword(chosen)).toBe(true);
  });
});

describe('a link for a new password', () => {
  async function handedOut(userId = admin.id, by = admin): Promise<string> {
    const path = `/v1/users/${userId}/actions/reset-password`;
    const answer = await by.request<{ token: string }>('POST', path);
    expect(answer.status).toBe(200);
    return answer.body.token;
  }
  function use(token: string, newPassword = chosen) {
    const body = { token, newPassword };
    return company.worker.request<ProblemBody>('POST', '/v1/auth/password-reset/confirm', { body });
  }
  async function expectDead(token: string): Promise<void> {
    const { status, body } = await use(token);
    expect([status, body.code]).toEqual([401, 'auth.invalid_link']);
  }

  test('is good once; it ends all sessions, forgives failures, and kills the other links', async () => {
    const [token, other] = [await handedOut(), await handedOut()];
    for (let i = 0; i < 5; i += 1) await signIn(company, { password: 'not the password' });
    const done = await use(token);
    expect([done.status, done.trips]).toEqual([204, 2]);
    expect(await statusOf(admin.token)).toBe(401);
    expect(await isPassword(chosen)).toBe(true);
    await expectDead(token);
    await expectDead(other);
    expect((await eventsOf(company, admin.id)).at(-1)).toMatchObject({
      type: 'user.password_changed',
      data: { by: 'reset' },
    });
  });

  test('is used once, though it is used ten times at once', async () => {
    const token = await handedOut();
    const uses = await Promise.all(Array.from({ length: 10 }, () => use(token)));
    expect(tally(uses)).toEqual({ 204: 1, 401: 9 });
    expect(await count(company, 'events', "type = 'user.password_changed'")).toBe(1);
  });

  test('is good for thirty minutes of real time', async () => {
    const token = await handedOut();
    clock.advance(30 * minute);
    await expectDead(token);
    const next = await handedOutAgain();
    clock.advance(30 * minute - 1);
    expect((await use(next)).status).toBe(204);
  });

  /** The administrator's own access token has run out by then. */
  async function handedOutAgain(): Promise<string> {
    const { accessToken } = (await signIn(company)).body;
    const path = `/v1/users/${admin.id}/actions/reset-password`;
    const answer = await company.worker.request<{ token: string }>('POST', path, { token: accessToken });
    return answer.body.token;
  }

  test('stays good when the new password may not be used', async () => {
    const token = await handedOut();
    const refused = await use(token, '1234567890');
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, '/newPassword']);
    expect((await use(token)).status).toBe(204);
  });

  test('dies when the password is changed in another way, or the user is blocked', async () => {
    const token = await handedOut();
    const body = { currentPassword: password, newPassword: chosen };
    await admin.request('POST', '/v1/auth/password', { body });
    await expectDead(token);
    const other = await company.colleague('王磊');
    const blocked = await handedOut(other.id);
    await company.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [other.id]);
    await expectDead(blocked);
  });

  test('opens nothing of another tenant, record, cell or secret', async () => {
    const token = await handedOut();
    const [mark, cell, tenant, id, secret = ''] = token.split('_');
    const stranger = (await givenCompany()).tenantId.slice(4);
    const wrong = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    await expectDead([mark, cell, stranger, id, secret].join('_'));
    await expectDead([mark, 'east', tenant, id, secret].join('_'));
    await expectDead([mark, cell, tenant, tenant, secret].join('_'));
    await expectDead([mark, cell, tenant, id, wrong].join('_'));
    expect((await use(token)).status).toBe(204);
  });

  test('is not handed out for somebody who may do more than who asks', async () => {
    const helper = await company.colleague('王磊', { permissions: ['users.write'], scope: 'tenant' });
    const path = `/v1/users/${admin.id}/actions/reset-password`;
    const refused = await helper.request<ProblemBody>('POST', path);
    expect([refused.status, refused.body.code]).toEqual([403, 'user.beyond_own_rights']);
    const other = await company.colleague('张伟');
    expect(await handedOut(other.id, helper)).toMatch(/^kp_main_/);
  });

  test('is shown once', async () => {
    const path = `/v1/users/${admin.id}/actions/reset-password`;
    const [first, again] = [
      await admin.request<{ token?: string }>('POST', path, { key: 'k' }),
      await admin.request<{ token?: string }>('POST', path, { key: 'k' }),
    ];
    expect(first.body.token).toMatch(/^kp_/);
    expect([again.status, again.body.token]).toEqual([200, undefined]);
    expect(await everythingKept()).not.toContain(first.body.token);
  });
});
