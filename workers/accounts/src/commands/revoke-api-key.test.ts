import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, tally } from '../testing/records.ts';

let company: Company;
let apiKey: Json & { readonly key: string };
beforeEach(async () => {
  company = await givenCompany();
  const body = { name: 'BOSS 同步', permissions: ['accounts.read'] };
  apiKey = (await company.admin.request<typeof apiKey>('POST', '/v1/api-keys', { body })).body;
});

const use = () => company.worker.request('GET', '/v1/accounts', { token: apiKey.key });
const revoke = () => company.admin.request('DELETE', `/v1/api-keys/${apiKey.id}`);

test('a revoked key is refused from the next request on, and stays listed', async () => {
  expect((await use()).status).toBe(200);
  const now = '2026-03-02T01:30:00.000Z';
  const answer = await company.admin.request('DELETE', `/v1/api-keys/${apiKey.id}`, { now });
  expect(answer.status).toBe(204);
  expect((await use()).status).toBe(401);
  const list = await company.admin.request<{ data: Json[] }>('GET', '/v1/api-keys');
  expect(list.body.data).toMatchObject([{ id: apiKey.id, version: 2, revokedAt: now }]);
});

test('a key is revoked in the future as well as in the past of the business', async () => {
  await company.admin.request('DELETE', `/v1/api-keys/${apiKey.id}`, { now: '2099-01-01T00:00:00Z' });
  expect((await use()).status).toBe(401);
});

test('revoking once more, or by several at once, changes nothing', async () => {
  expect(tally(await Promise.all([revoke(), revoke(), revoke()]))).toEqual({ 204: 3 });
  expect((await revoke()).status).toBe(204);
  const revoked = (await eventsOf(company, apiKey.id)).filter(({ type }) => type === 'api_key.revoked');
  expect(revoked).toHaveLength(1);
});
