import { totpCode } from '@keyline/auth';
import { cheapHash, createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { count, type ProblemBody, tally } from '../testing/records.ts';
import { openForSignIn, password, signIn } from '../testing/sign-in.ts';

const path = '/v1/auth/totp';
let company: Company;
let clock: TestClock;
let admin: Colleague;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, cheapHash(password));
  admin = company.admin;
});

type Begun = ProblemBody & { readonly secret: string; readonly uri: string };

const begin = (body: object = { password }) => admin.request<Begun>('POST', path, { body });
const confirm = (code: string) =>
  admin.request<ProblemBody & { recoveryCodes: string[] }>('POST', `${path}/actions/confirm`, {
    body: { code },
  });
const state = async () => (await admin.request('GET', path)).body;

/** A confirmed factor; the next code counts in the next step. */
async function enrolled(): Promise<{ code: () => string; recovery: readonly string[] }> {
  const { secret } = (await begin()).body;
  const { body } = await confirm(totpCode(secret, clock.now()));
  clock.advance(30_000);
  return { code: () => totpCode(secret, clock.now()), recovery: body.recoveryCodes };
}

const codeOf = async (changes: object) => {
  const { status, body } = await signIn(company, changes);
  return status === 200 ? 200 : `${status} ${body.code}`;
};

describe('a second factor', () => {
  test('counts when a code of it has confirmed it, and not before', async () => {
    const { status, body } = await begin();
    expect(status).toBe(201);
    expect(new URL(body.uri).searchParams.get('secret')).toBe(body.secret);
    expect(await state()).toEqual({ enabled: false, since: null, recoveryCodesLeft: 0 });
    expect(await codeOf({})).toBe(200);
    const wrong = await confirm('12345');
    expect([wrong.status, wrong.body.code]).toEqual([422, 'auth.wrong_code']);
    const done = await confirm(totpCode(body.secret, clock.now()));
    expect([done.status, done.body.recoveryCodes?.length]).toEqual([200, 10]);
    expect(await state()).toEqual({
      ...{ enabled: true, since: '2026-03-02T01:30:00.000Z', recoveryCodesLeft: 10 },
    });
    expect(await codeOf({})).toBe('401 auth.second_factor_required');
  });

  test('that was begun and not confirmed gives way to another; a confirmed one does not', async () => {
    const first = (await begin()).body.secret;
    const second = (await begin()).body.secret;
    expect((await confirm(totpCode(first, clock.now()))).status).toBe(422);
    expect((await confirm(totpCode(second, clock.now()))).status).toBe(200);
    expect((await begin()).body.code).toBe('auth.totp_enabled');
  });

  test('stands in the database sealed, its recovery codes hashed, and nothing of them in the log', async () => {
    const { secret } = (await begin()).body;
    const { recoveryCodes } = (await confirm(totpCode(secret, clock.now()))).body;
    const tables = ['events', 'second_factors', 'recovery_codes', 'private_changes', 'idempotency'];
    const kept = await Promise.all(tables.map((table) => company.database.execute(`SELECT * FROM ${table}`)));
    const text = JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
    for (const hidden of [secret, ...recoveryCodes]) expect(text).not.toContain(hidden);
  });
});

describe('beginning a second factor', () => {
  const refused = async (body: object) => {
    const answer = await begin(body);
    return `${answer.status} ${answer.body.code}`;
  };

  test('asks for the password: a token alone is not enough, and wrong ones count', async () => {
    expect(await refused({})).toBe('403 auth.proof_required');
    for (const _ of [1, 2, 3, 4, 5])
      expect(await refused({ password: 'not the password' })).toBe('422 auth.wrong_password');
    expect(await refused({ password })).toBe('429 request.too_many');
    expect(await count(company, 'second_factors')).toBe(0);
  });

  test('asks who has no password for a sign-in of the last ten minutes', async () => {
    await company.database.execute('UPDATE users SET password_hash = NULL');
    const signedInAgo = (ms: number) =>
      company.database.execute('UPDATE sessions SET created_at = ?', [clock.now() - ms]);
    await signedInAgo(600_001);
    expect(await refused({})).toBe('403 auth.proof_required');
    await signedInAgo(600_000);
    expect((await begin({})).status).toBe(201);
  });
});

describe('signing in with a second factor', () => {
  test('needs password and code; a wrong password tells nothing of the code', async () => {
    const { code } = await enrolled();
    expect(await codeOf({ code: code() })).toBe(200);
    clock.advance(30_000);
    expect(await codeOf({ password: 'not the password', code: code() })).toBe('401 auth.invalid_credentials');
    expect(await codeOf({ password: 'not the password' })).toBe('401 auth.invalid_credentials');
    const { trips } = await signIn(company, { code: code() });
    expect(trips).toBe(2);
    const [started] = await company.database.execute(
      "SELECT data FROM events WHERE type = 'session.started' ORDER BY seq DESC LIMIT 1",
    );
    expect(JSON.parse(String(started?.data))).toMatchObject({ secondFactor: 'totp' });
  });

  test('takes a code once, also of ten at once', async () => {
    const { code } = await enrolled();
    const all = await Promise.all(Array.from({ length: 10 }, () => signIn(company, { code: code() })));
    expect(tally(all)[200]).toBe(1);
    expect(await codeOf({ code: code() })).not.toBe(200);
  });

  test('takes a code of the step before or after, and of none further away', async () => {
    const { secret } = (await begin()).body;
    await confirm(totpCode(secret, clock.now()));
    clock.advance(90_000);
    const at = (off: number) => totpCode(secret, clock.now() + off);
    expect(await codeOf({ code: at(-60_000) })).toBe('422 auth.wrong_code');
    expect(await codeOf({ code: at(60_000) })).toBe('422 auth.wrong_code');
    expect(await codeOf({ code: at(-30_000) })).toBe(200);
    expect(await codeOf({ code: at(30_000) })).toBe(200);
    expect(await codeOf({ code: at(0) })).toBe('422 auth.wrong_code');
  });

  test('takes each recovery code once, however it is typed', async () => {
    const { recovery } = await enrolled();
    const [one = '', two = ''] = recovery;
    expect(await codeOf({ code: one.toUpperCase().replaceAll('-', ' ') })).toBe(200);
    expect(await codeOf({ code: one })).toBe('422 auth.wrong_code');
    const twins = await Promise.all([signIn(company, { code: two }), signIn(company, { code: two })]);
    expect(tally(twins)[200]).toBe(1);
    expect(await state()).toMatchObject({ recoveryCodesLeft: 8 });
  });

  test('counts wrong codes as wrong passwords, and the right password without a code as neither', async () => {
    const { code } = await enrolled();
    for (let i = 0; i < 4; i += 1) expect(await codeOf({ code: '12345' })).toBe('422 auth.wrong_code');
    expect(await codeOf({})).toBe('401 auth.second_factor_required');
    expect(await codeOf({ code: '12345' })).toBe('422 auth.wrong_code');
    expect(await codeOf({ code: code() })).toBe('429 request.too_many');
    expect(await codeOf({})).toBe('429 request.too_many');
    clock.advance(1000);
    expect(await codeOf({ code: code() })).toBe(200);
    expect(await count(company, 'throttles')).toBe(0);
  });

  test('tells nobody of fifty at once more than five times whether a code is right', async () => {
    await enrolled();
    const guesses = Array.from({ length: 50 }, () => signIn(company, { code: '12345' }));
    expect(tally(await Promise.all(guesses))).toEqual({ 422: 5, 429: 45 });
  });
});

describe('removing a second factor', () => {
  const remove = (body: object) => admin.request<ProblemBody>('DELETE', path, { body });

  test.each(['password', 'code', 'recovery code'])('needs the %s', async (by) => {
    const { code, recovery } = await enrolled();
    expect((await remove({ password: 'not the password' })).body.code).toBe('auth.wrong_password');
    expect((await remove({ code: '12345' })).body.code).toBe('auth.wrong_code');
    expect((await remove({})).status).toBe(400);
    const right = { password: { password }, code: { code: code() }, 'recovery code': { code: recovery[3] } }[
      by
    ];
    expect((await remove(right ?? {})).status).toBe(204);
    expect(await codeOf({})).toBe(200);
    expect(await count(company, 'recovery_codes')).toBe(0);
    expect((await remove({ password })).body.code).toBe('auth.totp_not_enabled');
  });

  test('of another user is for who maintains users and may do no less', async () => {
    await enrolled();
    const helper = await company.colleague('王磊', { permissions: ['users.write'], scope: 'tenant' });
    const of = `/v1/users/${admin.id}/totp`;
    expect((await helper.request<ProblemBody>('DELETE', of)).body.code).toBe('user.beyond_own_rights');
    expect((await admin.request('DELETE', of)).status).toBe(204);
    expect(await codeOf({})).toBe(200);
  });

  test('counts wrong passwords as failed sign-ins', async () => {
    await enrolled();
    for (let i = 0; i < 5; i += 1) await remove({ password: 'not the password' });
    expect((await remove({ password })).status).toBe(429);
  });
});
