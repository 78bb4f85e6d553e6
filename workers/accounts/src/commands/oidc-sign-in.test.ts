import { createTestClock } from '@keyline/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Company } from '../testing/given-company.ts';
import { type RealProvider, realProvider } from '../testing/oidc-provider.ts';
import {
  begin,
  companyOnNetwork,
  refusal,
  setUp,
  signInBy,
  slug,
  wayBack,
  whoIs,
} from '../testing/oidc-sign-in.ts';
import { newUser } from '../testing/people.ts';
import { count, eventsOf } from '../testing/records.ts';
import { askTokens, refresh } from '../testing/sign-in.ts';

let real: RealProvider;
let company: Company;
beforeAll(async () => {
  real = await realProvider();
});
afterAll(() => real.stop());
beforeEach(async () => {
  real.people.clear();
  real.people.set('u-17', { name: '李娜', email: 'Li.Na@example.cn', email_verified: true });
  company = await companyOnNetwork();
});

test('a sign-in page shows the active providers of its tenant by name, and nothing else of them', async () => {
  const { id } = await setUp(company, real, { name: '乙' });
  const { id: other } = await setUp(company, real, { name: '甲' });
  await setUp(company, real, { state: 'disabled' });
  const shown = (tenant: string) =>
    company.worker.request('GET', `/v1/auth/identity-providers?tenant=${tenant}`);
  const data = [
    { id, name: '乙' },
    { id: other, name: '甲' },
  ];
  expect(await shown(slug)).toMatchObject({ status: 200, trips: 1, body: { data, nextCursor: null } });
  expect(await shown('nobody')).toMatchObject({ status: 200, body: { data: [] } });
  await company.database.execute("UPDATE tenants SET status = 'suspended'");
  expect(await shown(slug)).toMatchObject({ status: 200, body: { data: [] } });
});

test('the browser is sent to the provider with everything that ties the answer to it', async () => {
  const { id } = await setUp(company, real, { scopes: ['email'] });
  const { status, trips, body } = await begin(company, id);
  expect([status, trips, body.expiresIn]).toEqual([200, 2, 600]);
  const url = new URL(body.authorizationUrl);
  expect(url.origin).toBe(real.issuer);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'keyline',
    scope: 'openid email',
    state: body.state,
    nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: 'S256',
  });
  expect(url.href).not.toContain(body.binding);
  const [attempt] = await company.database.execute('SELECT * FROM oidc_attempts');
  expect(JSON.stringify(attempt)).not.toMatch(new RegExp(`${body.binding}|${body.state.slice(-64)}`));
});

describe('the first sign-in', () => {
  test('finds the user with the verified e-mail, in four trips, and starts a session like any other', async () => {
    const { id: userId } = await newUser(company.admin, { email: 'li.na@EXAMPLE.cn' });
    const { id } = await setUp(company, real);
    const before = await count(company, 'users');
    const { status, trips, body, headers } = await signInBy(company, real, id, 'u-17');
    expect([status, trips, headers.get('Cache-Control')]).toEqual([200, 4, 'no-store']);
    expect(body).toMatchObject({ tokenType: 'Bearer', expiresIn: 600 });
    expect((await whoIs(company, body)).user.id).toBe(userId);
    expect((await refresh(company, body.refreshToken)).status).toBe(200);
    expect(await count(company, 'users')).toBe(before);
    expect((await eventsOf(company, userId)).map(({ type }) => type)).toEqual(['user.created']);
    const [session] = await company.database.execute('SELECT id FROM sessions WHERE user_id = ?', [userId]);
    const [started] = await eventsOf(company, String(session?.id));
    expect(started).toMatchObject({ actorId: userId, data: { identityProviderId: id } });
  });

  test('makes somebody unknown a user where that is wanted', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    const { body } = await signInBy(company, real, id, 'u-17');
    const { user } = await whoIs(company, body);
    expect(user).toMatchObject({ name: '李娜', email: 'Li.Na@example.cn' });
    const [created] = await eventsOf(company, user.id);
    expect(created).toMatchObject({ type: 'user.created', actorId: id });
  });

  test('lets nobody in who is unknown where it is not', async () => {
    const { id } = await setUp(company, real);
    expect(refusal(await signInBy(company, real, id, 'u-17'))).toBe('403 auth.oidc_not_linked');
    expect(await count(company, 'identity_links')).toBe(0);
  });

  test.each([
    ['that is not verified', { email: 'li.na@example.cn', email_verified: false }],
    ['of which nobody says that it is verified', { email: 'li.na@example.cn' }],
    ['of another domain', { email: 'li.na@example.cn.evil.example', email_verified: true }],
    ['that is none', { email: 'example.cn', email_verified: true }],
    ['that is missing', { email_verified: true }],
  ])('finds and makes nobody by an e-mail %s', async (_, said) => {
    await newUser(company.admin, { email: 'li.na@example.cn' });
    real.people.set('u-17', said);
    const { id } = await setUp(company, real, { signUpUsers: true, emailDomains: ['example.cn'] });
    const answer = await signInBy(company, real, id, 'u-17');
    expect(refusal(answer)).toBe('403 auth.oidc_email_not_accepted');
    expect(await count(company, 'identity_links')).toBe(0);
  });

  test('takes what the ID token says as well as what the userinfo endpoint says', async () => {
    await real.sayInIdToken(true);
    const { id } = await setUp(company, real, { signUpUsers: true });
    const { body } = await signInBy(company, real, id, 'u-17');
    await real.sayInIdToken(false);
    expect((await whoIs(company, body)).user.name).toBe('李娜');
  });

  test('needs no secret where the client is a public one', async () => {
    const fields = { clientId: 'public', clientSecret: null, signUpUsers: true };
    const { id } = await setUp(company, real, fields);
    expect((await signInBy(company, real, id, 'u-17')).status).toBe(200);
  });
});

describe('later sign-ins', () => {
  test('know the person by the name of the provider, whatever the e-mail has become', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    const first = await whoIs(company, (await signInBy(company, real, id, 'u-17')).body);
    real.people.set('u-17', { name: '李娜', email: 'other@example.com', email_verified: false });
    const second = await whoIs(company, (await signInBy(company, real, id, 'u-17')).body);
    expect(second.user.id).toBe(first.user.id);
    expect(await count(company, 'identity_links')).toBe(1);
  });

  test('do not hand the user to somebody else who has got the e-mail', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    await signInBy(company, real, id, 'u-17');
    real.people.set('u-99', { name: '李娜', email: 'li.na@example.cn', email_verified: true });
    expect(refusal(await signInBy(company, real, id, 'u-99'))).toBe('403 auth.oidc_not_linked');
  });

  test('of somebody else with the e-mail go on when an administrator has unlinked the user, who is signed out', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    const { body } = await signInBy(company, real, id, 'u-17');
    const { user } = await whoIs(company, body);
    real.people.set('u-99', { name: '李娜', email: 'li.na@example.cn', email_verified: true });
    const unlink = () => company.admin.request('DELETE', `/v1/identity-providers/${id}/users/${user.id}`);
    expect((await unlink()).status).toBe(204);
    expect((await company.worker.request('GET', '/v1/me', { token: body.accessToken })).status).toBe(401);
    expect((await whoIs(company, (await signInBy(company, real, id, 'u-99')).body)).user.id).toBe(user.id);
    expect((await eventsOf(company, user.id)).at(-1)).toMatchObject({
      type: 'user.identity_unlinked',
      data: { identityProviderId: id },
    });
    await unlink();
    expect(await unlink()).toMatchObject({ status: 409, body: { code: 'user.identity_not_linked' } });
  });

  test('are refused to a blocked user', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    await signInBy(company, real, id, 'u-17');
    await company.database.execute("UPDATE users SET status = 'blocked' WHERE password_hash IS NULL");
    const answer = await signInBy(company, real, id, 'u-17');
    expect(refusal(answer)).toBe('403 auth.oidc_user_blocked');
    expect(await count(company, 'oidc_attempts')).toBe(1);
  });

  test('survive new keys of the provider', async () => {
    const { id } = await setUp(company, real, { signUpUsers: true });
    expect((await signInBy(company, real, id, 'u-17')).status).toBe(200);
    await real.rotateKeys();
    expect((await signInBy(company, real, id, 'u-17')).status).toBe(200);
    await real.rotateKeys();
    expect((await signInBy(company, real, id, 'u-17')).status).toBe(200);
  });
});

test('a provider that is away uses nothing up: the same sign-in goes on when it is back', async () => {
  const { id } = await setUp(company, real, { signUpUsers: true });
  const { grant } = await wayBack(company, real, id, 'u-17');
  await real.stop();
  const away = await askTokens(company, grant);
  const fresh = await companyOnNetwork();
  const start = await begin(fresh, (await setUp(fresh, real)).id);
  await real.start();
  expect([refusal(away), away.headers.get('Retry-After')]).toEqual(['503 auth.oidc_unavailable', '5']);
  expect(refusal(start)).toBe('503 auth.oidc_unavailable');
  expect((await askTokens(company, grant)).status).toBe(200);
});

test('a sign-in is good for ten minutes, and forgotten after them', async () => {
  const clock = createTestClock(new Date().toISOString());
  company = await companyOnNetwork({ clock });
  const { id } = await setUp(company, real, { signUpUsers: true });
  const [one, other] = [await wayBack(company, real, id, 'u-17'), await wayBack(company, real, id, 'u-17')];
  clock.advance(599_000);
  expect((await askTokens(company, one.grant)).status).toBe(200);
  clock.advance(1_000);
  expect(refusal(await askTokens(company, other.grant))).toBe('401 auth.oidc_attempt_over');
  clock.advance(1);
  await company.worker.scheduled(clock.now());
  expect(await count(company, 'oidc_attempts')).toBe(0);
});
