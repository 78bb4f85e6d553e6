import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, type ProblemBody } from '../testing/records.ts';

let clock: TestClock;
let company: Company;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
});

type Key = Json & { readonly key: string } & ProblemBody;

async function newKey(fields: object = {}): Promise<Key> {
  const body = { name: 'BOSS 同步', permissions: ['accounts.read'], ...fields };
  return (await company.admin.request<Key>('POST', '/v1/api-keys', { body })).body;
}

function change(id: string, body: object, asked: object = {}, by = company.admin) {
  return by.request<Key>('PATCH', `/v1/api-keys/${id}`, { ...asked, body });
}

async function statusOf(token: string, address: string): Promise<number> {
  const headers = { 'CF-Connecting-IP': address };
  return (await company.worker.request('GET', '/v1/accounts', { token, headers })).status;
}

test('a change counts at the next request, and the log says what was before', async () => {
  const { id, key } = await newKey();
  const patch = { name: '计费同步', ips: ['192.0.2.0/24'], expiresAt: '2026-03-02T01:31:00Z' };
  expect(await change(id, patch)).toMatchObject({
    status: 200,
    trips: 2,
    body: { ...patch, version: 2, expiresAt: '2026-03-02T01:31:00.000Z', permissions: ['accounts.read'] },
  });
  expect([await statusOf(key, '192.0.2.1'), await statusOf(key, '198.51.100.1')]).toEqual([200, 401]);
  clock.advance(60_000);
  expect(await statusOf(key, '192.0.2.1')).toBe(401);
  const [, event] = await eventsOf(company, id);
  expect([event?.type, event?.data.changes]).toEqual([
    'api_key.changed',
    {
      name: ['BOSS 同步', '计费同步'],
      ips: [null, ['192.0.2.0/24']],
      expiresAt: [null, '2026-03-02T01:31:00.000Z'],
    },
  ]);
});

test('null lifts a limit, and what is absent stays', async () => {
  const { id } = await newKey({ ips: ['192.0.2.1'], expiresAt: '2027-01-01T00:00:00Z' });
  const { body } = await change(id, { ips: null });
  expect(body).toMatchObject({ ips: null, expiresAt: '2027-01-01T00:00:00.000Z', name: 'BOSS 同步' });
});

test.each([
  [{}, '', 'nothing_to_change'],
  [{ expiresAt: '2026-03-02T01:30:00Z' }, '/expiresAt', 'past'],
  [{ ips: [] }, '/ips', 'too_few'],
  [{ ips: ['192.0.2.1/24'] }, '/ips/0', 'ip_address'],
  [{ name: null }, '/name', 'type'],
  [{ permissions: ['accounts.read'] }, '/permissions', 'unknown'],
])('%j is refused', async (patch, pointer, code) => {
  const { id } = await newKey();
  const { status, body } = await change(id, patch);
  expect([status, body.errors]).toMatchObject([400, [{ pointer, code }]]);
});

test('a revoked key stays as it was', async () => {
  const { id } = await newKey();
  await company.admin.request('DELETE', `/v1/api-keys/${id}`);
  expect((await change(id, { name: '计费同步' })).body.code).toBe('api_key.revoked');
});

describe('nobody lifts limits that are not his to lift', () => {
  const limits = { ips: ['192.0.2.0/24'], expiresAt: '2027-01-01T00:00:00Z' };
  const permissions = ['api_keys.write'];

  test('a key goes no further than it is limited itself', async () => {
    const { id, key } = await newKey({ permissions, ...limits });
    const by = { token: key, headers: { 'CF-Connecting-IP': '192.0.2.9' } };
    const refused = [{ ips: null }, { ips: ['192.0.0.0/16'] }, { expiresAt: '2027-01-01T00:00:01Z' }];
    for (const patch of refused) {
      expect((await change(id, patch, by)).body.code).toBe('api_key.beyond_own_limits');
    }
    expect((await change(id, { ips: ['192.0.2.128/25'] }, by)).status).toBe(200);
  });

  test('somebody who may not do what the key may renames it at most', async () => {
    const { id } = await newKey(limits);
    const someone = await company.colleague('王磊', { permissions: ['api_keys.write'], scope: 'tenant' });
    const { status, body } = await change(id, { ips: null }, {}, someone);
    expect([status, body.code]).toEqual([403, 'api_key.beyond_own_rights']);
    expect((await change(id, { name: '计费同步' }, {}, someone)).status).toBe(200);
  });
});
