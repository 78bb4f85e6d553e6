import { createTestClock } from '@keyline/testkit';
import { expect, test } from 'vitest';
import { givenCompany } from '../testing/given-company.ts';
import type { Json } from '../testing/records.ts';

type Key = Json & { readonly key: string };

test('a key shows when and from where it was last used, and stays at its version', async () => {
  const company = await givenCompany({ clock: createTestClock('2026-03-02T01:30:00Z') });
  const body = { name: 'BOSS 同步', permissions: ['accounts.read'] };
  const made = (await company.admin.request<Key>('POST', '/v1/api-keys', { body })).body;
  expect(made).toMatchObject({ lastUsedAt: null, lastUsedFrom: null, overlapEndsAt: null });

  const headers = { 'CF-Connecting-IP': '192.0.2.10' };
  await company.worker.request('GET', '/v1/accounts', { token: made.key, headers });
  const shown = { version: 1, lastUsedAt: '2026-03-02T01:30:00.000Z', lastUsedFrom: '192.0.2.10' };
  const one = await company.admin.request('GET', `/v1/api-keys/${made.id}`);
  expect(one).toMatchObject({ trips: 1, body: shown });
  expect(JSON.stringify(one.body)).not.toContain(made.key.slice(-64));
  const list = await company.admin.request('GET', '/v1/api-keys');
  expect(list.body).toMatchObject({ data: [shown] });
});
