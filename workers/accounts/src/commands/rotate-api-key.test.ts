import { createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, type ProblemBody, tally } from '../testing/records.ts';

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

function rotate(id: string, body: object = {}, asked: object = {}) {
  return company.admin.request<Key>('POST', `/v1/api-keys/${id}/actions/rotate`, { ...asked, body });
}

async function works(key: string): Promise<boolean> {
  return (await company.worker.request('GET', '/v1/accounts', { token: key })).status === 200;
}

describe('a rotated key', () => {
  test('is good under both secrets for a day, then under the new one', async () => {
    const { id, key } = await newKey();
    const rotated = await rotate(id);
    expect(rotated).toMatchObject({
      status: 200,
      trips: 2,
      body: { id, version: 2, overlapEndsAt: '2026-03-03T01:30:00.000Z', permissions: ['accounts.read'] },
    });
    expect(rotated.body.key.slice(0, -64)).toBe(key.slice(0, -64));
    expect(rotated.body.key).not.toBe(key);
    clock.advance(24 * 3_600_000 - 1);
    expect([await works(key), await works(rotated.body.key)]).toEqual([true, true]);
    clock.advance(1);
    expect([await works(key), await works(rotated.body.key)]).toEqual([false, true]);
  });

  test('has no overlap where none is wanted, and at most a week of it', async () => {
    const { id, key } = await newKey();
    const { body } = await rotate(id, { overlapSeconds: 0 });
    expect(body.overlapEndsAt).toBeNull();
    expect([await works(key), await works(body.key)]).toEqual([false, true]);
    expect((await rotate(id, { overlapSeconds: 604_800 })).status).toBe(200);
    const refused = await Promise.all(
      [604_801, -1, 1.5].map((overlapSeconds) => rotate(id, { overlapSeconds })),
    );
    expect(refused.map(({ body }) => body.errors?.[0]?.code)).toEqual(['too_large', 'too_small', 'integer']);
  });

  test('that is rotated again ends the oldest secret at once', async () => {
    const { id, key } = await newKey();
    const second = (await rotate(id)).body.key;
    const third = (await rotate(id)).body.key;
    expect(await Promise.all([works(key), works(second), works(third)])).toEqual([false, true, true]);
  });

  test('is revoked under both secrets', async () => {
    const { id, key } = await newKey();
    const second = (await rotate(id)).body.key;
    await company.admin.request('DELETE', `/v1/api-keys/${id}`);
    expect([await works(key), await works(second)]).toEqual([false, false]);
  });
});

test('two who rotate at once with the same version get one new secret', async () => {
  const { id } = await newKey();
  const headers = { 'If-Match': '"1"' };
  const both = await Promise.all([rotate(id, {}, { headers }), rotate(id, {}, { headers })]);
  expect(tally(both)).toEqual({ 200: 1, 412: 1 });
});

test('the new secret is shown once and kept nowhere; the log says that it was rotated', async () => {
  const { id, key } = await newKey();
  const first = await rotate(id, { overlapSeconds: 60 }, { key: 'k1' });
  const again = await rotate(id, { overlapSeconds: 60 }, { key: 'k1' });
  const { key: second, ...rest } = first.body;
  expect([again.headers.get('Idempotency-Replayed'), again.body]).toEqual(['true', rest]);
  const [, event] = await eventsOf(company, id);
  expect(event).toMatchObject({
    type: 'api_key.rotated',
    version: 2,
    data: { overlapSeconds: 60, changes: { overlapEndsAt: [null, '2026-03-02T01:31:00.000Z'] } },
  });
  for (const table of ['api_keys', 'events', 'private_changes', 'idempotency']) {
    const rows = JSON.stringify(await company.database.execute(`SELECT * FROM ${table}`));
    for (const secret of [key, second]) expect(rows).not.toContain(secret.slice(-64));
  }
});

describe('is not rotated', () => {
  test('a key that has ended', async () => {
    const { id } = await newKey({ expiresAt: '2026-03-02T01:31:00Z' });
    clock.advance(60_000);
    expect((await rotate(id)).body.code).toBe('api_key.not_in_use');
  });

  test('a key by somebody who may not do what it may', async () => {
    const { id } = await newKey({ permissions: ['accounts.read', 'contacts.read', 'interactions.read'] });
    const someone = await company.colleague(
      '王磊',
      { permissions: ['api_keys.write', 'accounts.read'], scope: 'tenant' },
      { permissions: ['contacts.read'], scope: 'own' },
    );
    const path = `/v1/api-keys/${id}/actions/rotate`;
    const { status, body } = await someone.request<Key>('POST', path, { body: {} });
    expect([status, body.code]).toEqual([403, 'api_key.beyond_own_rights']);
    expect(body.detail).toContain(': contacts.read, interactions.read.');
  });

  test('a key by one that is limited more; itself it may', async () => {
    const permissions = ['api_keys.write'];
    const limited = await newKey({ permissions, ips: ['192.0.2.0/24'] });
    const free = await newKey({ permissions });
    const by = { token: limited.key, headers: { 'CF-Connecting-IP': '192.0.2.9' } };
    expect((await rotate(free.id, {}, by)).body.code).toBe('api_key.beyond_own_limits');
    expect((await rotate(limited.id, {}, by)).status).toBe(200);
  });
});
