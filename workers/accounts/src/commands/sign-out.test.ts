import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

test('signing out refuses this token from the next request on, and no other session', async () => {
  const { admin } = company;
  const other = await company.colleague('王磊');
  expect((await admin.request('POST', '/v1/auth/sign-out')).status).toBe(204);
  expect((await admin.request('GET', '/v1/me')).status).toBe(401);
  expect((await other.request('GET', '/v1/me')).status).toBe(200);
  expect(await eventsOf(company, admin.sessionId)).toMatchObject([
    { type: 'session.ended', actorId: admin.id, data: { reason: 'signed_out' } },
  ]);
});

test('signing out in two tabs at once ends one session, once', async () => {
  const { admin } = company;
  const tabs = [1, 2, 3].map(() => admin.request('POST', '/v1/auth/sign-out'));
  expect(tally(await Promise.all(tabs))).toEqual({ 204: 1, 401: 2 });
  expect(await eventsOf(company, admin.sessionId)).toHaveLength(1);
});

test('an API key has no session to end', async () => {
  const body = { name: 'BOSS', permissions: ['accounts.read'] };
  const { key } = (await company.admin.request<{ key: string }>('POST', '/v1/api-keys', { body })).body;
  const answer = await company.worker.request<ProblemBody>('POST', '/v1/auth/sign-out', { token: key });
  expect([answer.status, answer.body.code]).toEqual([409, 'auth.no_session']);
  expect((await company.worker.request('GET', '/v1/me', { token: key })).status).toBe(200);
});
