import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import type { Json } from '../testing/records.ts';

test('keys are listed with what they may do and their limits, never with their secrets', async () => {
  const { admin, worker } = await givenCompany();
  const wanted = [
    { name: 'BOSS', permissions: ['contacts.read', 'accounts.read'], ips: ['192.0.2.10'] },
    { name: 'Portal', permissions: ['accounts.read'], expiresAt: '2099-01-01T00:00:00.000Z' },
  ];
  const keys: string[] = [];
  for (const body of wanted) {
    keys.push((await admin.request<{ key: string }>('POST', '/v1/api-keys', { body })).body.key);
  }
  const { body } = await admin.request<{ data: Json[] }>('GET', '/v1/api-keys');
  expect(body.data).toMatchObject([
    {
      name: 'Portal',
      permissions: ['accounts.read'],
      ips: null,
      expiresAt: wanted[1]?.expiresAt,
      revokedAt: null,
    },
    { name: 'BOSS', permissions: ['accounts.read', 'contacts.read'], ips: ['192.0.2.10'], expiresAt: null },
  ]);
  for (const key of keys) expect(JSON.stringify(body)).not.toContain(key.slice(-64));
  expect((await worker.request('GET', '/v1/api-keys', { token: keys[1] ?? '' })).status).toBe(403);
});
