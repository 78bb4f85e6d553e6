import { createHash } from 'node:crypto';
import { accessTokenFor, createTestClock, type TestClock } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, type ProblemBody, tally } from '../testing/records.ts';

let clock: TestClock;
let company: Company;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
});

type MadeKey = Json & { readonly key: string } & ProblemBody;

function make(body: object, asked: object = {}, by = company.admin) {
  return by.request<MadeKey>('POST', '/v1/api-keys', {
    ...asked,
    body: { name: 'BOSS 同步', permissions: ['accounts.read'], ...body },
  });
}

async function listWith(token: string, headers: Record<string, string> = {}, now?: string): Promise<number> {
  const asked = { token, headers, ...(now !== undefined && { now }) };
  return (await company.worker.request('GET', '/v1/accounts', asked)).status;
}

test('the key is shown once, and kept as a hash only', async () => {
  const first = await make({}, { key: 'k1' });
  expect(first.status).toBe(201);
  const { key, ...rest } = first.body;
  expect(key).toMatch(/^kl_main_[0-9a-z]{26}_[0-9a-z]{26}_[0-9a-f]{64}$/);
  expect(await listWith(key)).toBe(200);

  const again = await make({}, { key: 'k1' });
  expect([again.status, again.headers.get('Idempotency-Replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual(rest);

  const secret = key.slice(-64);
  const [row] = await company.database.execute('SELECT secret_hash FROM api_keys WHERE id = ?', [
    first.body.id,
  ]);
  expect(row?.secret_hash).toBe(createHash('sha256').update(secret).digest('hex'));
  for (const table of ['api_keys', 'events', 'private_changes', 'idempotency', 'roles', 'principals']) {
    expect(JSON.stringify(await company.database.execute(`SELECT * FROM ${table}`))).not.toContain(secret);
  }
});

test('a key may do what it was given, and nothing else', async () => {
  const { key } = (await make({ permissions: ['accounts.read', 'contacts.read', 'accounts.read'] })).body;
  const me = await company.worker.request('GET', '/v1/me', { token: key });
  expect(me.body).toMatchObject({ user: null, permissions: ['accounts.read', 'contacts.read'] });
  const post = { token: key, body: { name: '西安', kind: 'enterprise' } };
  expect((await company.worker.request('POST', '/v1/accounts', post)).status).toBe(403);
});

describe('a key is refused', () => {
  test('from the moment it expires, in real time', async () => {
    const { key, expiresAt } = (await make({ expiresAt: '2026-03-02T09:31:00+08:00' })).body;
    expect(expiresAt).toBe('2026-03-02T01:31:00.000Z');
    expect(await listWith(key, {}, '2030-01-01T00:00:00Z')).toBe(200);
    clock.advance(59_999);
    expect(await listWith(key)).toBe(200);
    clock.advance(1);
    expect(await listWith(key)).toBe(401);
  });

  test('from another address than those listed, however an address is written', async () => {
    const { key } = (await make({ ips: ['192.0.2.10', '2001:DB8:0:0::1'] })).body;
    const from = (address: string) => listWith(key, { 'CF-Connecting-IP': address });
    expect(await from('192.0.2.10')).toBe(200);
    expect(await from('2001:db8::1')).toBe(200);
    expect(await from('192.0.2.1')).toBe(401);
    expect(await from('2001:db8::2')).toBe(401);
    expect(await listWith(key, { 'X-Forwarded-For': '192.0.2.10' })).toBe(401);
  });

  test('from outside the ranges listed, which are kept in one spelling and once', async () => {
    const ips = ['192.0.2.0/24', '2001:DB8::/32', '192.0.2.7/32', '2001:db8:0::/32'];
    const { key, ips: kept } = (await make({ ips })).body;
    expect(kept).toEqual(['192.0.2.0/24', '2001:db8::/32', '192.0.2.7']);
    const from = (address: string) => listWith(key, { 'CF-Connecting-IP': address });
    expect(await from('192.0.2.200')).toBe(200);
    expect(await from('2001:db8:ffff::1')).toBe(200);
    expect(await from('192.0.3.1')).toBe(401);
    expect(await from('2001:db9::1')).toBe(401);
  });

  test('with another secret, tenant, cell or key id', async () => {
    const { key } = (await make({})).body;
    const other = (await make({})).body.key.split('_');
    const [mark, cell, tenant, id, secret] = key.split('_');
    const stranger = (await givenCompany()).tenantId.slice(4);
    const forged = [
      [mark, cell, tenant, id, other[4]],
      [mark, cell, stranger, id, secret],
      [mark, 'east', tenant, id, secret],
      [mark, cell, tenant, other[3], secret],
      [mark, cell, tenant, id],
    ];
    for (const parts of forged) expect(await listWith(parts.join('_'))).toBe(401);
    expect(await listWith(key)).toBe(200);
  });

  test('as is an access token of another cell', async () => {
    const { id, sessionId } = company.admin;
    const identity = { sub: id, ten: company.tenantId, sid: sessionId };
    expect(await listWith(await accessTokenFor(identity, clock.now()))).toBe(200);
    expect(await listWith(await accessTokenFor({ ...identity, cell: 'east' }, clock.now()))).toBe(401);
  });
});

test('a key that would never be good is refused where it is made', async () => {
  const past = await make({ expiresAt: '2026-03-02T01:30:00Z' });
  expect([past.status, past.body.errors]).toMatchObject([400, [{ pointer: '/expiresAt', code: 'past' }]]);
  const nowhere = await make({ ips: [] });
  expect(nowhere.body.errors).toMatchObject([{ pointer: '/ips', code: 'too_few' }]);
  const nonsense = await make({ ips: ['192.0.2.300', '192.0.2.1/24'], permissions: ['accounts.destroy'] });
  expect(nonsense.body.errors).toMatchObject([
    { pointer: '/permissions/0', code: 'choice' },
    { pointer: '/ips/0', code: 'ip_address' },
    { pointer: '/ips/1', code: 'ip_address' },
  ]);
});

describe('nobody makes a key that may do more than he may', () => {
  const writeKeys = { permissions: ['api_keys.write'], scope: 'tenant' } as const;

  test('rights that are held for the own records or a unit are not rights over the whole tenant', async () => {
    const someone = await company.colleague(
      '王磊',
      writeKeys,
      { permissions: ['accounts.read', 'contacts.read'], scope: 'own' },
      { permissions: ['interactions.read'], scope: 'unit', unitId: company.rootId },
      { permissions: ['contacts.read'], scope: 'tenant' },
    );
    const permissions = ['accounts.read', 'contacts.read', 'interactions.read'];
    const { status, body } = await make({ permissions }, {}, someone);
    expect([status, body.code]).toEqual([403, 'api_key.beyond_own_rights']);
    expect(body.detail).toContain(': accounts.read, interactions.read.');
    expect((await make({ permissions: ['contacts.read'] }, {}, someone)).status).toBe(201);
  });

  test('a key makes no stronger key', async () => {
    const { key } = (await make({ permissions: ['api_keys.write', 'accounts.read'] })).body;
    const permissions = { weaker: ['accounts.read'], stronger: ['accounts.read', 'accounts.update'] };
    const answers = [permissions.weaker, permissions.stronger].map((p) =>
      make({ permissions: p }, { token: key }),
    );
    expect(tally(await Promise.all(answers))).toEqual({ 201: 1, 403: 1 });
  });

  test('a key makes none that outlives it or is good from elsewhere', async () => {
    const limits = { expiresAt: '2027-01-01T00:00:00Z', ips: ['192.0.2.10'] };
    const { key } = (await make({ permissions: ['api_keys.write'], ...limits })).body;
    const by = { token: key, headers: { 'CF-Connecting-IP': '192.0.2.10' } };
    const refused = [{}, { ...limits, ips: null }, { ...limits, expiresAt: '2027-01-01T00:00:01Z' }];
    for (const wanted of refused) {
      const { status, body } = await make({ permissions: ['api_keys.write'], ...wanted }, by);
      expect([status, body.code]).toEqual([403, 'api_key.beyond_own_limits']);
    }
    expect((await make({ permissions: ['api_keys.write'], ...limits }, by)).status).toBe(201);
  });
});
