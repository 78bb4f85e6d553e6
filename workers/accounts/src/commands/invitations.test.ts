import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newRole } from '../testing/people.ts';
import { count, eventsOf, type ProblemBody, tally } from '../testing/records.ts';
import { askTokens, openForSignIn, type Tokens, tenantSlug } from '../testing/sign-in.ts';

const chosen = '泾渭 clear as day 9';
const day = 24 * 3_600_000;
const email = 'zhang.wei@example.cn';

interface Invitation extends ProblemBody {
  readonly id: string;
  readonly userId: string;
  readonly state: string;
  readonly token: string;
}

let company: Company;
let clock: TestClock;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
  await openForSignIn(company, '');
});

async function invited(fields: object = {}): Promise<Invitation> {
  const body = { name: '张伟', email, roles: [], ...fields };
  const answer = await company.admin.request<Invitation>('POST', '/v1/invitations', { body });
  expect(answer.status).toBe(201);
  return answer.body;
}
const accept = (token: string, password = chosen) =>
  company.worker.request<Tokens & ProblemBody>('POST', '/v1/auth/invitations/accept', {
    body: { token, password },
  });
async function expectDead(token: string): Promise<void> {
  const { status, body } = await accept(token);
  expect([status, body.code]).toEqual([401, 'auth.invalid_link']);
}
const signedIn = () =>
  askTokens(company, { grantType: 'password', tenant: tenantSlug, email, password: chosen });

describe('somebody who is invited', () => {
  test('may say what he is called', async () => {
    const { token } = await invited();
    const body = { token, password: chosen, name: '张维' };
    const accepted = await company.worker.request<Tokens>('POST', '/v1/auth/invitations/accept', { body });
    expect(accepted.status).toBe(200);
    const me = await company.worker.request('GET', '/v1/me', { token: accepted.body.accessToken });
    expect(me.body).toMatchObject({ user: { name: '张维', status: 'active' } });
  });

  test('comes by the link: active and signed in with his roles, and by his password from then on', async () => {
    const role = await newRole(company.admin, ['accounts.read']);
    const { userId, token, state } = await invited({ roles: [{ roleId: role.id }] });
    expect(state).toBe('pending');
    expect((await signedIn()).status).toBe(401);
    const { status, body, trips } = await accept(token);
    expect([status, trips]).toEqual([200, 2]);
    const me = await company.worker.request('GET', '/v1/me', { token: body.accessToken });
    expect(me.body).toMatchObject({
      user: { id: userId, status: 'active' },
      permissions: ['accounts.read'],
    });
    expect((await signedIn()).status).toBe(200);
    const types = (await eventsOf(company, userId)).map(({ type }) => type);
    expect(types).toEqual(['user.created', 'user.changed']);
  });

  test('is a user who cannot act before: no reset, no other way in', async () => {
    const { userId } = await invited();
    const reset = await company.admin.request<ProblemBody>(
      'POST',
      `/v1/users/${userId}/actions/reset-password`,
    );
    expect(reset.body.code).toBe('user.not_active');
    await company.worker.request('POST', '/v1/auth/password-reset', {
      body: { tenant: tenantSlug, email },
    });
    expect(await count(company, 'password_resets')).toBe(0);
    expect(await count(company, 'principals', "status = 'blocked'")).toBe(1);
  });

  test('has to choose a password that may be used', async () => {
    const { token } = await invited();
    const refused = await accept(token, '12345');
    expect(refused.body.errors?.[0]).toMatchObject({
      pointer: '/password',
      code: 'password.too_short',
    });
    expect((await accept(token)).status).toBe(200);
  });
});

describe('the link of an invitation', () => {
  test('is good once, also when it is used ten times at once', async () => {
    const { token } = await invited();
    const all = await Promise.all(Array.from({ length: 10 }, () => accept(token)));
    expect(tally(all)).toEqual({ 200: 1, 401: 9 });
    await expectDead(token);
  });

  test('is good for seven days of real time', async () => {
    const [one, two] = [await invited(), await invited({ email: 'other@example.cn' })];
    clock.advance(7 * day - 1);
    expect((await accept(one.token)).status).toBe(200);
    clock.advance(1);
    await expectDead(two.token);
  });

  test('is replaced by another when it is sent anew', async () => {
    const { id, token } = await invited();
    const again = await company.admin.request<Invitation>('POST', `/v1/invitations/${id}/actions/resend`);
    expect([again.status, again.body.token === token]).toEqual([200, false]);
    await expectDead(token);
    expect((await accept(again.body.token)).status).toBe(200);
    const late = await company.admin.request<ProblemBody>('POST', `/v1/invitations/${id}/actions/resend`);
    expect(late.body.code).toBe('invitation.accepted');
  });

  test('is dead when it is withdrawn, until it is sent anew', async () => {
    const { id, token, userId } = await invited();
    expect((await company.admin.request('DELETE', `/v1/invitations/${id}`)).status).toBe(204);
    await expectDead(token);
    const user = await company.admin.request('GET', `/v1/users/${userId}`);
    expect(user.body).toMatchObject({ status: 'blocked' });
    const again = await company.admin.request<Invitation>('POST', `/v1/invitations/${id}/actions/resend`);
    expect(again.body.state).toBe('pending');
    expect((await accept(again.body.token)).status).toBe(200);
  });

  test('stands nowhere: neither its token nor its secret', async () => {
    const { token, id } = await invited();
    const tables = ['invitations', 'events', 'private_changes', 'idempotency'];
    const kept = await Promise.all(tables.map((table) => company.database.execute(`SELECT * FROM ${table}`)));
    const text = JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
    expect(text).not.toContain(token.split('_').at(-1));
    const shown = await company.admin.request('GET', `/v1/invitations/${id}`);
    expect(shown.body).not.toHaveProperty('token');
  });

  test('is not handed to who may do less than the one invited', async () => {
    const role = await newRole(company.admin, ['accounts.read']);
    const { id } = await invited({ roles: [{ roleId: role.id }] });
    const helper = await company.colleague('王磊', {
      permissions: ['users.write'],
      scope: 'tenant',
    });
    for (const [method, path] of [
      ['POST', `/v1/invitations/${id}/actions/resend`],
      ['DELETE', `/v1/invitations/${id}`],
    ] as const) {
      const refused = await helper.request<ProblemBody>(method, path);
      expect(refused.body.code).toBe('user.beyond_own_rights');
    }
  });
});
